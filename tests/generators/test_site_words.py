"""Words of the glossary are explained where they stand, once a text, and the rest is shown letter by letter."""

from archkit.generators._site.names import Names
from archkit.generators._site.words import Words
from archkit.workspace import Workspace

GLOSSARY = """
glossary:
  service-fee: {name: Service fee, meaning: "What the <b>service</b> keeps."}
  fee: What somebody pays.
  fare: {name: Fare}
"""


def explained(make_workspace, text: str) -> str:
    requirements = Workspace(make_workspace(GLOSSARY)).requirements
    return str(Words(requirements).explained(text, Names(requirements, "use-cases/pay.md")))


def test_a_word_leads_to_its_meaning(make_workspace) -> None:
    shown = explained(make_workspace, "The fee is taken.")
    assert shown == (
        'The <a class="ak-term" href="../glossary.html#term-fee" title="What somebody pays.">fee</a> is taken.'
    )


def test_the_longer_word_wins_and_each_is_explained_once(make_workspace) -> None:
    shown = explained(make_workspace, "A service fee, no other service fee.")
    assert shown.count("#term-service-fee") == 1
    assert "#term-fee" not in shown
    assert "&lt;b&gt;service&lt;/b&gt;" in shown


def test_parts_of_words_and_words_without_a_meaning_are_left_alone(make_workspace) -> None:
    assert explained(make_workspace, "Coffee <fare>") == "Coffee &lt;fare&gt;"

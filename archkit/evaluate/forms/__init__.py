"""An evaluation becomes text for a terminal, JSON for programs, or Markdown for a page."""

from archkit.evaluate.forms.data import as_data, as_json
from archkit.evaluate.forms.markdown import as_markdown
from archkit.evaluate.forms.text import Look, as_text

__all__ = ["Look", "as_data", "as_json", "as_markdown", "as_text"]

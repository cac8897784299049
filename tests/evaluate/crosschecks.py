"""The formulas against judges that share no code with them; as a script, it prints the table of deviations.

Judges are published figures, closed forms, scipy and numpy, and the discrete-event simulator simpy. The
libraries are needed here only, not by archkit.
"""

import math
import random
import statistics
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from archkit.evaluate.formulas import availability, geography, retries, storage
from archkit.evaluate.formulas.combinations import Attempts, Choice, Repeated, Slowest, cached, in_sequence
from archkit.evaluate.formulas.distributions import (
    Constant,
    Distribution,
    Exponential,
    Lognormal,
    Sojourn,
    Waiting,
    lognormal_through,
)
from archkit.evaluate.formulas.geography import Place
from archkit.evaluate.formulas.percentiles import Estimate, mean, percentile, share_within
from archkit.evaluate.formulas.queueing import Queue, drain_time, erlang_b, erlang_c
from archkit.evaluate.formulas.scalability import Scalability

DAY, MONTH, YEAR = 86_400, 30 * 86_400, 365 * 86_400
MS = 1e-3
FINE = 0.005
"""The tolerance asked of the composition here: tighter than evaluate asks, to see what it is worth."""


@dataclass(frozen=True)
class Check:
    """One figure of ours beside a judge's."""

    what: str
    ours: float
    theirs: float
    judge: str
    allowed: float = 1e-9
    """Largest deviation, as a share of the judge's figure: what the judge's own digits or noise permit."""
    stated: float = 0.0
    """The error that archkit states beside its figure, as a share of it."""

    @property
    def deviation(self) -> float:
        """Of ours from theirs, as a share of theirs."""
        return abs(self.ours - self.theirs) / abs(self.theirs) if self.theirs else abs(self.ours)


@dataclass(frozen=True)
class Group:
    """Checks by one kind of judge, and the modules that it needs."""

    title: str
    checks: Callable[[], Iterator[Check]]
    needs: tuple[str, ...] = ()


def published() -> Iterator[Check]:
    yield Check(
        "Erlang B, 15 lines offered 8.108 E", erlang_b(15, 8.108), 0.01, "erlang.com, calculator manual", 2e-4
    )
    package = "R package ErlangC 0.1.0, its documented example"
    desk = Queue(arrivals=100 / 1800, service_rate=1 / 180, servers=14)
    yield Check("Erlang C, 14 servers, 10 E", desk.waiting_probability, 0.1741319, package, 1e-6)
    yield Check("Erlang C, 11 servers, 10 E", erlang_c(11, 10), 0.6821182, package, 1e-6)
    yield Check("served within 20 s", 1 - desk.wait_exceeds(20), 0.88835, package, 1e-5)
    yield Check("mean wait in s", desk.mean_wait, 7.83593701177724, package)
    yield Check("utilisation", desk.utilisation, 0.7142857, package, 1e-7)
    yield Check("Erlang C, 2 servers, 1 E", erlang_c(2, 1), 1 / 3, "textbook value 1/3")
    yield Check("Erlang C, 3 servers, 2 E", erlang_c(3, 2), 4 / 9, "textbook value 4/9")
    slow = share_within(Slowest((Choice(((0.99, Constant(0.01)), (0.01, Constant(2.0)))),), times=100), 1.0)
    tail = "Dean and Barroso, The Tail at Scale: 63 %"
    yield Check("100 calls of which 1 % are slow: slow in all", 1 - slow.value, 0.63, tail, 1e-2)
    for percent, day, month, year in DOWNTIME_MINUTES:
        down = 1 - percent / 100
        for period, seconds, minutes in (("day", DAY, day), ("30 days", MONTH, month), ("year", YEAR, year)):
            ours = availability.downtime(down, seconds) / 60
            yield Check(f"{percent} % a {period}, minutes down", ours, minutes, "downtime table", 1e-9)
    yield Check(
        "2 of 3 at 90 %", 1 - availability.k_of_n(2, 3, 0.1), 0.972, "by hand: 0.9^3 + 3 x 0.9^2 x 0.1"
    )
    yield Check("backlog of 1 000 000 at 500/s, s", drain_time(1_000_000, 500), 2000, "by hand")
    yield Check("three attempts at 10 %: still failing", retries.failure_after(3, 0.1), 0.001, "by hand")


DOWNTIME_MINUTES = (
    # percent up, minutes down a day, in 30 days, in a year of 365 days
    (90, 144, 4320, 52_560),
    (95, 72, 2160, 26_280),
    (99, 14.4, 432, 5256),
    (99.9, 1.44, 43.2, 525.6),
    (99.99, 0.144, 4.32, 52.56),
    (99.999, 0.0144, 0.432, 5.256),
)


def closed_forms() -> Iterator[Check]:
    single = Queue(arrivals=80, service_rate=100)
    yield Check("M/M/1 mean response, ms", single.mean_response / MS, 50, "1 / (mu - lambda)")
    yield Check("M/M/1 number present", single.mean_present, 4, "rho / (1 - rho)")
    p95 = percentile(Sojourn(single), 0.95).value
    yield Check("M/M/1 p95 response, ms", p95 / MS, math.log(20) / 20 / MS, "ln 20 / (mu - lambda)")
    waited = percentile(Waiting(single), 0.99).value
    yield Check(
        "M/M/1 p99 wait, ms", waited / MS, math.log(0.8 / 0.01) / 20 / MS, "ln(rho / 0.01) / (mu - lambda)"
    )
    queue = Queue(250, 100, 3)
    in_turn = in_sequence(Waiting(queue), Exponential(0.01))
    for share in (0.5, 0.95, 0.99, 0.999):
        ours = percentile(in_turn, share, FINE)
        theirs = percentile(Sojourn(queue), share).value
        yield _composed(f"wait + service of M/M/3, p{100 * share:g}", ours, theirs, "closed form of M/M/c")
    shape = Scalability(0.03, 0.0001)
    yield Check(
        "USL, best number of replicas", shape.peak, math.sqrt(0.97 / 0.0001), "sqrt((1 - sigma) / kappa)"
    )
    amdahl = Scalability(0.05).gain(10)
    yield Check("USL without coherency, 10 replicas", amdahl, 1 / (0.05 + 0.95 / 10), "Amdahl's law")
    quarter = geography.great_circle(Place(0, 0), Place(90, 0))
    yield Check("equator to pole, km", quarter, math.pi / 2 * 6371.0088, "quarter of a circle")
    yield Check(
        "light, 10 000 km and back, ms",
        geography.round_trip_floor(10_000) / MS,
        100,
        "2 x 10 000 / 200 000 km/s",
    )
    volume = storage.Volume(size=2000, count=40e6, growth=1.5e6 / DAY, retention=7 * YEAR)
    by_hand = 2000 * (40e6 + 1.5e6 * 5 * 365) * 3 * 1.3
    on_disk = storage.on_disk(volume.bytes(5 * YEAR), copies=3, index_overhead=0.3)
    yield Check(
        "40M + 1.5M/day of 2 KB, 5 years, 3 copies, 30 % index, TB", on_disk / 1e12, by_hand / 1e12, "by hand"
    )


def libraries() -> Iterator[Check]:
    import numpy as np
    from scipy import integrate, optimize, stats

    body, tail = lognormal_through(0.012, 0.060), lognormal_through(0.120, 0.900)
    sigma, long_sigma = (math.log(ratio) / stats.norm.ppf(0.99) for ratio in (5, 7.5))
    theirs, long_theirs = stats.lognorm(sigma, scale=0.012), stats.lognorm(long_sigma, scale=0.120)
    for share in (0.5, 0.95, 0.99, 0.999):
        name = f"p{100 * share:g}"
        yield Check(
            f"lognormal {name}", percentile(body, share).value, theirs.ppf(share), "scipy.stats.lognorm", 1e-9
        )
        ours = percentile(in_sequence(body, tail), share, FINE)

        def within(t: float) -> float:
            points = (0.012, min(t, 0.12))
            return integrate.quad(
                lambda x: theirs.pdf(x) * long_theirs.cdf(t - x), 0, t, points=points, limit=400
            )[0]

        exact = optimize.brentq(lambda t, share=share: within(t) - share, 0.01, 20)
        yield _composed(f"sum of two lognormals {name}", ours, exact, "scipy.integrate.quad")
        ours = percentile(Repeated(Exponential(0.02), 60), share, FINE)
        yield _composed(
            f"sum of 60 exponentials {name}",
            ours,
            stats.gamma(60, scale=0.02).ppf(share),
            "scipy.stats.gamma",
        )
        ours = percentile(Slowest((in_sequence(body, Constant(0.005)),), times=100), share)
        exact = 0.005 + theirs.ppf(share ** (1 / 100))
        yield _composed(f"slowest of 100 lognormals {name}", ours, exact, "scipy.stats.lognorm", 1e-9)
    ours, exact = (
        mean(Slowest((body, body))),
        integrate.quad(lambda t: 1 - theirs.cdf(t) ** 2, 0, 5, limit=400)[0],
    )
    yield _composed("mean of the slower of two lognormals", ours, exact, "scipy.integrate.quad")

    steps = [Lognormal(0.010 + 0.002 * k, 0.6) for k in range(10)]
    exact_sums = _fourier([stats.lognorm(0.6, scale=step.median) for step in steps], np)
    for share in (0.5, 0.95, 0.99):
        ours = percentile(in_sequence(*steps), share, FINE)
        yield _composed(
            f"sum of ten lognormals p{100 * share:g}", ours, exact_sums(share), "numpy.fft on 2^17 points"
        )
    for needed, replicas in ((1, 2), (2, 3), (3, 5), (900, 1000), (1900, 2000)):
        ours = availability.k_of_n(needed, replicas, 0.05)
        judge = stats.binom(replicas, 0.95).cdf(needed - 1)
        yield Check(f"{needed} of {replicas} at 95 %: unavailability", ours, judge, "scipy.stats.binom", 1e-9)
    here, there = Place(50.11, 8.68), Place(39.04, -77.49)
    ours, judge = geography.great_circle(here, there), _angle(here, there, np) * 6371.0088
    yield Check("Frankfurt to Ashburn, km", ours, judge, "angle between vectors, numpy")


def simulations() -> Iterator[Check]:
    customers = 200_000
    for queue in (Queue(arrivals=150, service_rate=100, servers=3), Queue(arrivals=60, service_rate=100)):
        waits, responses = _simulated_queue(queue, customers, seed=7)
        name, judge = f"M/M/{queue.servers} at {queue.utilisation:.0%}", f"simpy, {customers:,} arrivals"
        yield Check(f"{name}, mean wait", queue.mean_wait, statistics.fmean(waits), judge, 0.05)
        for share in (0.5, 0.95):
            ours, theirs = percentile(Sojourn(queue), share).value, _quantile(responses, share)
            yield Check(f"{name}, p{100 * share:g} response", ours, theirs, judge, 0.03)
    runs = _simulated_flow(runs=25_000, seed=11)
    ours = flow_with_retries()
    for share, allowed in ((0.5, 0.02), (0.95, 0.03), (0.99, 0.05)):
        estimate = percentile(ours, share)
        yield _composed(
            f"flow with retries p{100 * share:g}",
            estimate,
            _quantile(runs, share),
            "simpy, 25 000 runs",
            allowed,
        )
    estimate = mean(ours)
    yield _composed("flow with retries, mean", estimate, statistics.fmean(runs), "simpy, 25 000 runs", 0.02)


def flow_with_retries() -> Distribution:
    """A gateway, a call with a time-out, errors and retries, then two branches in parallel, one cached."""
    service = in_sequence(Constant(0.001), lognormal_through(0.020, 0.150))
    called = Attempts(
        service, timeout=0.080, delays=retries.backoff_delays("exponential", 0.05, 2), error_rate=0.02
    )
    branches = Slowest((lognormal_through(0.015, 0.040), cached(Exponential(0.050), 0.7, Constant(0.002))))
    return in_sequence(lognormal_through(0.005, 0.012), called, branches)


GROUPS = (
    Group("Published figures", published),
    Group("Closed forms", closed_forms),
    Group("Numerical libraries", libraries, ("numpy", "scipy")),
    Group("Simulation", simulations, ("simpy",)),
)


def _composed(what: str, ours: Estimate, theirs: float, judge: str, allowed: float = 2e-3) -> Check:
    return Check(what, ours.value, theirs, judge, allowed, ours.error / ours.value)


def _fourier(parts: Iterable[Any], np: ModuleType) -> Callable[[float], float]:
    """The quantile function of a sum, from the product of the parts' spectra on a grid of 15 microseconds."""
    step, points = 2.0 / 2**17, 2**17
    edges = (np.arange(points + 1) - 0.5) * step
    spectrum = 1.0
    for part in parts:
        spectrum = spectrum * np.fft.rfft(np.diff(part.cdf(edges)), 2 * points)
    totals = np.cumsum(np.fft.irfft(spectrum))[:points]
    return lambda share: float(np.interp(share, totals, (np.arange(points) + 0.5) * step))


def _angle(here: Place, there: Place, np: ModuleType) -> float:
    vectors = []
    for place in (here, there):
        north, east = np.radians(place)
        vectors.append([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])
    return float(np.arctan2(np.linalg.norm(np.cross(*vectors)), np.dot(*vectors)))


def _simulated_queue(queue: Queue, customers: int, seed: int) -> tuple[list[float], list[float]]:
    """Waits and response times of a simulated M/M/c queue, the first tenth dropped as warm-up."""
    import simpy

    chance, env = random.Random(seed), simpy.Environment()  # noqa: S311 - a simulation, not a secret
    servers = simpy.Resource(env, queue.servers)
    waits, responses = [], []

    def customer() -> Iterator[Any]:
        arrived = env.now
        with servers.request() as turn:
            yield turn
            waits.append(env.now - arrived)
            yield env.timeout(chance.expovariate(queue.service_rate))
        responses.append(env.now - arrived)

    def arrivals() -> Iterator[Any]:
        for _ in range(customers):
            yield env.timeout(chance.expovariate(queue.arrivals))
            env.process(customer())

    env.process(arrivals())
    env.run()
    return waits[customers // 10 :], responses[customers // 10 :]


def _simulated_flow(runs: int, seed: int) -> list[float]:
    """Durations of ``flow_with_retries``, acted out event by event."""
    import simpy

    chance, env = random.Random(seed), simpy.Environment()  # noqa: S311 - a simulation, not a secret
    durations = []

    def drawn(p50: float, p99: float) -> Any:
        return env.timeout(chance.lognormvariate(math.log(p50), math.log(p99 / p50) / 2.3263478740408408))

    def service() -> Iterator[Any]:
        yield env.timeout(0.001)
        yield drawn(0.020, 0.150)

    def lookup() -> Iterator[Any]:
        yield env.timeout(0.002) if chance.random() < 0.7 else env.timeout(chance.expovariate(1 / 0.050))

    def run() -> Iterator[Any]:
        began = env.now
        yield drawn(0.005, 0.012)
        for delay in (0.05, 0.10, None):
            answer = env.process(service())
            outcome = yield answer | env.timeout(0.080)
            if (answer in outcome and chance.random() >= 0.02) or delay is None:
                break
            yield env.timeout(delay)
        yield drawn(0.015, 0.040) & env.process(lookup())
        durations.append(env.now - began)

    for _ in range(runs):
        env.process(run())
    env.run()
    return durations


def _quantile(sample: list[float], share: float) -> float:
    return sorted(sample)[math.ceil(share * len(sample)) - 1]


def table() -> Iterator[str]:
    """Every check, as the lines of Markdown tables."""
    for group in GROUPS:
        yield from ("", f"### {group.title}", "")
        yield "| what | archkit | judge | deviation | stated error | judged by |"
        yield "|---|---:|---:|---:|---:|---|"
        for check in group.checks():
            stated = f"{check.stated:.2%}" if check.stated else "exact"
            figures = f"{check.ours:.6g} | {check.theirs:.6g} | {check.deviation:.1e} | {stated}"
            yield f"| {check.what} | {figures} | {check.judge} |"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in table())

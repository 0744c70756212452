"""Jobs written as they come, as many at once as their writer can take."""

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from queue import PriorityQueue
from threading import Event

from drafter.writing.jobs import Job
from drafter.writing.proved_section import WrittenSection

_HEARS = 0.5  # seconds


def written_at_once(
    jobs: Iterable[Job],
    write: Callable[[Job], WrittenSection],
    parallel: int,
    *,
    told: Callable[[Job], None],
    stop: Event,
) -> list[tuple[Job, WrittenSection]]:
    """Each job with its section, in order.

    Where several are written at once, of those that wait the longest is taken first: taken last, it
    would be waited for alone. One at a time, they are taken in order.

    told  is told each job that is written
    stop  is set where it all is given up: what is under way is not waited for
    """
    waiting: PriorityQueue[tuple[int, int, Job]] = PriorityQueue()

    def write_next() -> tuple[int, Job, WrittenSection]:
        _, place, job = waiting.get_nowait()
        return place, job, write(job)

    pool = ThreadPoolExecutor(parallel)
    done: dict[int, tuple[Job, WrittenSection]] = {}
    try:
        coming = []
        for place, job in enumerate(jobs):
            waiting.put((-_length(job) if parallel > 1 else 0, place, job))
            coming.append(pool.submit(write_next))
        under_way = set(coming)
        while under_way:  # Windows hears of Ctrl-C only between two waits
            ended, under_way = wait(under_way, _HEARS, FIRST_COMPLETED)
            for future in ended:
                place, job, section = future.result()
                done[place] = (job, section)
                told(job)
    except BaseException:
        stop.set()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()
    return [done[place] for place in sorted(done)]


def _length(job: Job) -> int:
    """How long a section takes beside others, as far as its notes tell: their characters."""
    return sum(len(base.masked) for _, base in job.bullets)

"""Runs a program and prints what it took. A process of its own: what runs the program counts as its memory at first.

    python3 -I -S measure.py SECONDS OUT COMMAND...

prints seconds on the clock, seconds of CPU and bytes of memory; nothing where it took longer than SECONDS.
"""

import os
import signal
import sys
import time

limit, out, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
start = time.monotonic()
child = os.fork()
if child == 0:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    to = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(to, 1)
    os.dup2(to, 2)
    os.execvp(command[0], command)
signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
signal.alarm(limit)
_, status, used = os.wait4(child, 0)
if not os.WIFSIGNALED(status):
    print(time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)

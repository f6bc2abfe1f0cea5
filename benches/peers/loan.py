"""The loan model in SimPy, for `sim.loan`: the same queues, chances and times.

    python loan.py CASES SEED

Prints one JSON object: how many tasks were done, the CPU seconds of this process that the
simulation took, and the mean cycle time, by which the two programs prove that they
simulate the same thing. Written as one would write it by hand: a process per case, a
`Resource` per pool, no bookkeeping beyond what is printed.
"""

import json
import random
import sys
import time

import simpy

ARRIVAL_S = 800.0
HISTORY_S = 600.0
INCOME_S = 1200.0
ASSESS_S = 1200.0
OFFER_S = 900.0
NOTIFY_S = 600.0
FEEDBACK_S = 60.0
GRANTED = 0.8
OBJECTED = 0.2


class Bank:
    """Three pools and what is counted."""

    def __init__(self, env, chance):
        self.env = env
        self.draw = chance.expovariate
        self.uniform = chance.random
        self.clerks = simpy.Resource(env, capacity=3)
        self.officers = simpy.Resource(env, capacity=4)
        self.mailer = simpy.Resource(env, capacity=4)
        self.tasks = 0
        self.cycle_s = 0.0

    def task(self, pool, mean_s):
        with pool.request() as turn:
            yield turn
            yield self.env.timeout(self.draw(1.0 / mean_s))
        self.tasks += 1

    def case(self):
        env = self.env
        began = env.now
        history = env.process(self.task(self.clerks, HISTORY_S))
        income = env.process(self.task(self.clerks, INCOME_S))
        yield history & income
        while True:
            yield from self.task(self.officers, ASSESS_S)
            if self.uniform() < GRANTED:
                yield from self.task(self.officers, OFFER_S)
                break
            yield from self.task(self.officers, NOTIFY_S)
            yield from self.task(self.mailer, FEEDBACK_S)
            if self.uniform() >= OBJECTED:
                break
        self.cycle_s += env.now - began

    def arrivals(self, cases):
        for _ in range(cases):
            yield self.env.timeout(self.draw(1.0 / ARRIVAL_S))
            self.env.process(self.case())


def main():
    cases, seed = int(sys.argv[1]), int(sys.argv[2])
    env = simpy.Environment()
    bank = Bank(env, random.Random(seed))
    env.process(bank.arrivals(cases))
    began = time.process_time()
    env.run()
    cpu_s = time.process_time() - began
    answer = {
        "version": simpy.__version__,
        "tasks": bank.tasks,
        "cpu_s": cpu_s,
        "mean_cycle_s": bank.cycle_s / cases,
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()

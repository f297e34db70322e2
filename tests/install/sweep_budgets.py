"""Sweeps all budgets of a study and reads value, rates and plan of each, by the shared library.

sweep_budgets.py LIBRARY STUDY
"""
import ctypes as c
import sys

lib = c.CDLL(sys.argv[1])


class Error(c.Structure):
    _fields_ = [("status", c.c_int), ("file", c.c_char * 256), ("line", c.c_uint32), ("column", c.c_uint32),
                ("sentence", c.c_char * 512)]


class Zone(c.Structure):
    _fields_ = [("zone", c.c_char_p)] + [(n, c.c_double) for n in ("need", "covered", "rate", "fair_rate")]


class Line(c.Structure):
    _fields_ = [("offer", c.c_char_p), ("institution", c.c_char_p)] + \
               [(n, c.c_double) for n in ("places", "cost", "hires")] + [("sessions", c.c_uint32)]


lib.eqp_planner_value.restype = c.c_double
lib.eqp_planner_zone.restype = Zone
lib.eqp_planner_line.restype = Line
error = Error()


def check(status):
    if status:
        sys.exit(error.sentence.decode())


planner = c.c_void_p()
check(lib.eqp_planner_open(sys.argv[2].encode(), None, c.byref(planner), c.byref(error)))
for percent in (80, 100, 120):
    lib.eqp_planner_reset(planner)
    check(lib.eqp_planner_set(planner, b"budget*=%g" % (percent / 100), c.byref(error)))
    check(lib.eqp_planner_solve(planner, None, c.byref(error)))
    print(f"{percent} % of the budgets: V {lib.eqp_planner_value(planner):.6f}")
    for i in range(lib.eqp_planner_zones(planner)):
        zone = lib.eqp_planner_zone(planner, i)
        print(f"  zone {zone.zone.decode()}: {zone.rate:.4f}")
    for i in range(lib.eqp_planner_lines(planner)):
        line = lib.eqp_planner_line(planner, i)
        print(f"  {line.institution.decode()} buys {line.places:.4f} of {line.offer.decode()}")
lib.eqp_planner_close(planner)

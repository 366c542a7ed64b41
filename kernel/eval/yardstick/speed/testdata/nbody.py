import sys
import time
from math import sqrt


class Body:
    __slots__ = ("x", "y", "z", "vx", "vy", "vz", "mass")

    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x, self.y, self.z = x, y, z
        self.vx, self.vy, self.vz = vx, vy, vz
        self.mass = mass


def energy(bodies):
    e = 0.0
    for i, b in enumerate(bodies):
        e += b.mass * (b.vx * b.vx + b.vy * b.vy + b.vz * b.vz) / 2
        for j in range(i + 1, len(bodies)):
            c = bodies[j]
            dx, dy, dz = b.x - c.x, b.y - c.y, b.z - c.z
            e -= b.mass * c.mass / sqrt(dx * dx + dy * dy + dz * dz)
    return e


def advance(bodies, dt):
    for i, b in enumerate(bodies):
        for j in range(i + 1, len(bodies)):
            c = bodies[j]
            dx, dy, dz = b.x - c.x, b.y - c.y, b.z - c.z
            d = dx * dx + dy * dy + dz * dz
            pull = dt / (d * sqrt(d))
            b.vx -= dx * c.mass * pull
            b.vy -= dy * c.mass * pull
            b.vz -= dz * c.mass * pull
            c.vx += dx * b.mass * pull
            c.vy += dy * b.mass * pull
            c.vz += dz * b.mass * pull
    for b in bodies:
        b.x += dt * b.vx
        b.y += dt * b.vy
        b.z += dt * b.vz


def main():
    bodies = [
        Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 40.0),
        Body(5.0, -1.0, -0.1, 0.6, 2.8, -0.02, 0.038),
        Body(8.0, 4.0, -0.4, -1.0, 1.8, 0.008, 0.011),
        Body(13.0, -15.0, -0.2, 1.1, 0.87, -0.01, 0.0017),
        Body(15.0, -26.0, 0.18, 0.98, 0.6, -0.035, 0.002),
    ]
    for _ in range(12000):
        advance(bodies, 0.01)
    print("%.6f" % energy(bodies))


start = time.perf_counter()
main()
print("elapsed", time.perf_counter() - start, file=sys.stderr)

import sys
import time


def convolve(image, kernel):
    h, w = len(image) - len(kernel) + 1, len(image[0]) - len(kernel[0]) + 1
    out = []
    for y in range(h):
        line = [0.0] * w
        for x in range(w):
            total = 0.0
            for dy, row in enumerate(kernel):
                for dx, k in enumerate(row):
                    total += k * image[y + dy][x + dx]
            line[x] = total
        out.append(line)
    return out


def relu(image):
    for row in image:
        for x, v in enumerate(row):
            if v < 0:
                row[x] = 0.0


def pool(image):
    out = []
    for y in range(len(image) // 2):
        line = [0.0] * (len(image[0]) // 2)
        for x in range(len(line)):
            best = image[2 * y][2 * x]
            for dy in range(2):
                for dx in range(2):
                    v = image[2 * y + dy][2 * x + dx]
                    if v > best:
                        best = v
            line[x] = best
        out.append(line)
    return out


def main():
    image = [[(x * x + 3 * y * y) % 17 / 17 for x in range(144)] for y in range(144)]
    kernels = [
        [[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]],
        [[1.0, 2.0, 1.0], [0.0, 0.0, 0.0], [-1.0, -2.0, -1.0]],
        [[0.0, -1.0, 0.0], [-1.0, 5.0, -1.0], [0.0, -1.0, 0.0]],
    ]
    total = 0.0
    for k in kernels:
        out = convolve(image, k)
        relu(out)
        out = convolve(pool(out), k)
        relu(out)
        for row in out:
            for v in row:
                total += v
    print("%.6f" % total)


start = time.perf_counter()
main()
print("elapsed", time.perf_counter() - start, file=sys.stderr)

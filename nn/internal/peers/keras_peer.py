"""Keras on TensorFlow: model.fit on arrays."""
import os
import time

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
from keras import layers, losses, optimizers

from peer import Work


def model(work):
    keras.utils.set_random_seed(0)
    parts = [keras.Input(work.shape[1:])]
    if work.name == "cnn":
        for filters in (32, 64, 128):
            parts += [layers.Conv2D(filters, 3, activation="relu"), layers.MaxPooling2D()]
        parts += [layers.Flatten(), layers.Dense(128, activation="relu")]
    elif work.name == "lstm":
        parts += [layers.LSTM(128)]
    else:
        parts += [layers.Dense(n, activation="relu") for n in work.dense()[1:-1]]
    m = keras.Sequential([*parts, layers.Dense(work.classes)])
    loss = losses.BinaryCrossentropy if work.classes == 1 else losses.SparseCategoricalCrossentropy
    opt = optimizers.SGD(work.lr) if work.optimizer == "sgd" else optimizers.Adam(work.lr)
    jit, steps = work.settings
    m.compile(opt, loss(from_logits=True), jit_compile=jit == "jit", steps_per_execution=int(steps))
    return m


def training(work):
    x, y = work.data()
    m = model(work)
    start_weights = m.get_weights()
    fit = lambda epochs: m.fit(x, y, batch_size=work.batch, epochs=epochs, verbose=0)
    fit(1)  # traces and compiles

    def train():
        # The same model with the first weights; a new one would be traced anew.
        m.set_weights(start_weights)
        for v in m.optimizer.variables:
            if v is not m.optimizer._learning_rate:
                v.assign(0 * v)
        start = time.perf_counter()
        fit(work.epochs)
        seconds = time.perf_counter() - start
        return len(x) * work.epochs, seconds, lambda: m.evaluate(x, y, batch_size=512, verbose=0)

    return train


work = Work()
work.serve("Keras " + keras.__version__, training(work))

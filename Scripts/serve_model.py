"""Serve a GGUF file with llama.cpp behind an OpenAI-compatible API: serve_model.py MODEL.gguf PORT"""

import os
import sys
import time

from xllamacpp import CommonParams, Server

parent = os.getppid()
parameters = CommonParams()
parameters.model.path = sys.argv[1]
parameters.hostnames, parameters.port = ["127.0.0.1"], int(sys.argv[2])
parameters.n_ctx, parameters.n_parallel = 8192, 2  # the window is divided by the slots: 4,096 tokens a request
parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = min(os.cpu_count() or 2, 4)
parameters.use_jinja = True  # the model's own chat template
server = Server(parameters)  # returns once the model is loaded
print("listening on", server.listening_address, flush=True)
while os.getppid() == parent:  # never outlives the script that started it, even one that was killed
    time.sleep(1)
os._exit(0)

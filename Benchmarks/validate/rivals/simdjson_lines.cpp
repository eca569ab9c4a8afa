// The floor: simdjson parses each line of a JSON Lines file into its DOM, and nothing is done with it.
//
//   g++ -O2 -o simdjson_lines simdjson_lines.cpp -lsimdjson        (Debian: libsimdjson-dev)
//   simdjson_lines FILE blocks|loaded
//
// blocks: read in blocks of 1 MiB into one buffer, whose unfinished last line is carried to the front, as sluice does.
// loaded: the whole file loaded first and its lines read by parse_many, as simdjson's documentation shows.
#include <simdjson.h>

#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

struct Count {
  size_t lines = 0, broken = 0;
};

static Count parse_blocks(int file) {
  constexpr size_t block = 1 << 20;
  std::vector<char> buffer(2 * block + simdjson::SIMDJSON_PADDING);
  simdjson::dom::parser parser;
  Count count;
  size_t held = 0;
  while (true) {
    if (buffer.size() < held + block + simdjson::SIMDJSON_PADDING) buffer.resize(2 * buffer.size());
    ssize_t got = read(file, buffer.data() + held, block);
    if (got < 0) exit(2);
    size_t end = held + static_cast<size_t>(got), start = 0;
    while (start < end) {
      auto *newline = static_cast<char *>(memchr(buffer.data() + start, '\n', end - start));
      if (newline == nullptr && got > 0) break;
      size_t stop = newline ? static_cast<size_t>(newline - buffer.data()) : end;
      simdjson::dom::element root;
      count.lines++;
      if (parser.parse(buffer.data() + start, stop - start, false).get(root)) count.broken++;
      start = stop + 1;
    }
    if (got == 0) return count;
    held = end - start;
    memmove(buffer.data(), buffer.data() + start, held);
  }
}

static Count parse_loaded(const char *path) {
  simdjson::padded_string text;
  simdjson::dom::parser parser;
  simdjson::dom::document_stream documents;
  Count count;
  if (simdjson::padded_string::load(path).get(text)) exit(2);
  if (parser.parse_many(text, 1 << 20).get(documents)) exit(2);
  for (auto document : documents) {
    count.lines++;
    if (document.error()) count.broken++;
  }
  return count;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  Count count;
  if (strcmp(argv[2], "loaded") == 0) {
    count = parse_loaded(argv[1]);
  } else {
    int file = open(argv[1], O_RDONLY);
    if (file < 0) return 2;
    count = parse_blocks(file);
  }
  fprintf(stderr, "%zu lines, %zu broken\n", count.lines, count.broken);
  return count.broken ? 1 : 0;
}

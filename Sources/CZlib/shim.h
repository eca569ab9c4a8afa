#include <zlib.h>

// A macro, which Swift can't see: 16 more than the window's bits means gzip and nothing else.
static inline int sluice_inflate_init_gzip(z_stream *stream) { return inflateInit2(stream, 16 + MAX_WBITS); }

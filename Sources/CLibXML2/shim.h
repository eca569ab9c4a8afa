#include <libxml/xmlversion.h>
// Debian builds libxml2 with ICU, and libxml/encoding.h would then include the system's unicode headers,
// which clash with the ICU inside Foundation in a clean build. Nothing here uses libxml2's ICU.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

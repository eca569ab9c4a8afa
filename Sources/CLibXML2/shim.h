#include <libxml/xmlversion.h>
// Debian builds libxml2 with ICU, and libxml/encoding.h would then include the system's unicode headers,
// which clash with the ICU inside Foundation in a clean build. Nothing here uses libxml2's ICU.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/SAX2.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <stdbool.h>
#include <stdint.h>

// libxml2 has no limit on depth once it is told to read huge documents. These give it one, kept in the context's
// private pointer: the number of open elements allowed, or NULL once there were more.

static void sluice_start_element(void *data, const xmlChar *name, const xmlChar **attributes) {
  htmlParserCtxtPtr context = (htmlParserCtxtPtr)data;
  if (context->nameNr > (intptr_t)context->_private) {
    context->_private = NULL;
    xmlStopParser(context);
    return;
  }
  xmlSAX2StartElement(data, name, NULL);
  if (attributes == NULL || attributes[0] == NULL || attributes[1] == NULL || context->node == NULL) return;
  // The one attribute that we write is the element's number, which the tree keeps as the node's private pointer.
  intptr_t number = 0;
  for (const xmlChar *digit = attributes[1]; *digit >= '0' && *digit <= '9'; digit++) {
    number = number * 10 + (*digit - '0');
  }
  context->node->_private = (void *)number;
}

static inline void sluice_limit_depth(htmlParserCtxtPtr context, intptr_t depth) {
  context->_private = (void *)depth;
  context->sax->startElement = sluice_start_element;
}

static inline bool sluice_is_too_deep(htmlParserCtxtPtr context) { return context->_private == NULL; }

/* XML through Expat. For safe/ only. */
#ifndef OFFPRINT_SAFE_XML_H
#define OFFPRINT_SAFE_XML_H

#include "safe/sieve.h"

enum xml_root { XML_ROOT_OTHER, XML_ROOT_SVG, XML_ROOT_PAGE };

struct xml_look {
    bool well_formed;
    enum xml_root root;
    bool acts;   /* holds what makes a browser run, load or build something */
    bool macros; /* is an office file in one piece that holds these */
};

/* One pass that changes nothing. False: memory is gone. */
bool xml_look(struct arena *arena, struct str bytes, struct xml_look *out);

/* All of the text through the sieve, which was made for its root. False: it is not well
 * formed, too deep, or memory is gone. */
bool xml_sieve(struct str bytes, struct sieve *sieve);

#endif

/// The version, in one place: program, man pages and library agree with it.
#ifndef QUERN_BASE_VERSION_H
#define QUERN_BASE_VERSION_H

#define QUERN_VERSION "0.1.0"

#endif

/* Public headers serve C and C++: what they declare stands between these two. */
#ifndef EQP_MODELS_LINKAGE_H
#define EQP_MODELS_LINKAGE_H

#ifdef __cplusplus
#define EQP_LINKAGE_BEGIN extern "C" {
#define EQP_LINKAGE_END }
#else
#define EQP_LINKAGE_BEGIN
#define EQP_LINKAGE_END
#endif

#endif

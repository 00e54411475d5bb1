/** Sets and order. */

export const sets = String.raw`
def unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True, sorted=True):
    ar = asarray(ar)
    if axis is not None:
        return _unique_rows(ar, axis, return_index, return_inverse, return_counts)
    a = ar.ravel()
    order = _order(a)
    s = a[order]
    first = ones(s.shape, bool)
    if len(s) > 1:
        first[1:] = s[1:] != s[:-1]
        if s.dtype.kind == "f" and equal_nan:
            first[1:] &= ~(isnan(s[1:]) & isnan(s[:-1]))
    found = [s[first]]
    if return_index:
        found.append(order[first])
    if return_inverse:
        inverse = empty(s.shape, int)
        inverse[order] = cumsum(first) - 1
        found.append(inverse.reshape(ar.shape))
    if return_counts:
        found.append(diff(concatenate([nonzero(first)[0], array([len(s)], int)])))
    return found[0] if len(found) == 1 else tuple(found)
def _unique_rows(ar, axis, index, inverse, counts):
    a = moveaxis(ar, axis, 0)
    rows = [tuple(r.ravel().tolist()) for r in a]
    kinds = sorted(set(rows))
    first = [rows.index(k) for k in kinds]
    found = [moveaxis(a[array(first, int)], 0, axis)]
    if index:
        found.append(array(first, int))
    if inverse:
        found.append(array([kinds.index(r) for r in rows], int))
    if counts:
        found.append(array([rows.count(k) for k in kinds], int))
    return found[0] if len(found) == 1 else tuple(found)
def unique_values(x):
    return unique(x)
def isin(element, test_elements, assume_unique=False, invert=False, *, kind=None):
    element, tests = asarray(element), set(ravel(test_elements).tolist())
    found = array([x in tests for x in element.ravel().tolist()], bool).reshape(element.shape)
    return ~found if invert else found
def in1d(ar1, ar2, assume_unique=False, invert=False):
    return isin(ravel(ar1), ar2, invert=invert)
def intersect1d(ar1, ar2, assume_unique=False, return_indices=False):
    a, i = unique(ar1, return_index=True)
    b, j = unique(ar2, return_index=True)
    in_b, in_a = isin(a, b), isin(b, a)
    return (a[in_b], i[in_b], j[in_a]) if return_indices else a[in_b].astype(result_type(a, b))
def union1d(ar1, ar2):
    return unique(concatenate((ar1, ar2), None))
def setdiff1d(ar1, ar2, assume_unique=False):
    a = unique(ar1)
    return a[~isin(a, ar2)]
def setxor1d(ar1, ar2, assume_unique=False):
    return union1d(setdiff1d(ar1, ar2), setdiff1d(ar2, ar1))
def lexsort(keys, axis=-1):
    order = arange(len(keys[0]))
    for k in keys:
        order = order[argsort(asarray(k)[order])]
    return order
def partition(a, kth, axis=-1, kind="introselect", order=None):
    return sort(a, axis)
def argpartition(a, kth, axis=-1, kind="introselect", order=None):
    return argsort(a, axis)
def sort_complex(a):
    raise NotImplementedError("complex arrays are not supported")
`;

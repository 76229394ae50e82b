// #region a
const a = 1;
// #endregion a
const b = 2;

// A browser that does not keep: what a page is given in place of its storage, before its scripts run.

export const deniedStorages = {
  'a storage that refuses': () =>
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('non', 'SecurityError');
      },
    }),
  'a storage that is full': () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('plein', 'QuotaExceededError');
    };
  },
};

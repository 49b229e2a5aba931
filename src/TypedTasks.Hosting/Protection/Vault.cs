using TypedTasks.Security;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Protection;

/// <summary>The store as client and worker use it: where values are protected, they are in it. Without a protector it is the store itself.</summary>
internal sealed class Vault(ITaskStore? store = null, IValueProtector? protector = null)
{
    /// <summary>The store, or null where none is configured.</summary>
    public ITaskStore? Store { get; } = store is null || protector is null ? store : new ProtectedStore(store, protector);

    /// <summary>Whether it takes part in transactions of the application.</summary>
    public bool IsTransactional { get; } = store is ITransactionalTaskStore;
}

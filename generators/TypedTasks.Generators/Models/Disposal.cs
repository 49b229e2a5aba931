namespace TypedTasks.Generators.Models;

internal enum Disposal
{
    None,
    Disposable,
    AsyncDisposable,
}

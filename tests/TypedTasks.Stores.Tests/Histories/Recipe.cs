using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>How to make an operation: each store gets an instance of its own.</summary>
/// <param name="Text">What it does.</param>
/// <param name="Create">Makes it.</param>
internal sealed record Recipe(string Text, Func<Teller, StoreOperation> Create);

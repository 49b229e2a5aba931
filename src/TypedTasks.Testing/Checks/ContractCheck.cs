namespace TypedTasks.Testing;

/// <summary>One sentence of a contract, and the code that checks it.</summary>
internal sealed record ContractCheck<T>(string Name, Func<T, Task> Run);

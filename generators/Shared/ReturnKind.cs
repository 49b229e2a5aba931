namespace TypedTasks.Generators.Shared;

/// <summary>How a method hands over its result.</summary>
internal enum ReturnKind
{
    Nothing,
    Value,
    Awaitable,
    AwaitableValue,
    Signature,
    AwaitableSignature,
}

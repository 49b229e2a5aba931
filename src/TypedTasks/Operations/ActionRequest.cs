namespace TypedTasks.Operations;

/// <summary>Asks for something to be done, over HTTP. Who asks is told by his identity.</summary>
/// <param name="Reason">Why, up to 1,000 characters; it is written down.</param>
public sealed record ActionRequest(string? Reason);

namespace TypedTasks.Dashboard.Host;

internal sealed record Order(string Id, decimal Total, IReadOnlyList<string> Items);

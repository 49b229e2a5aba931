using System.Text;
using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

/// <summary>Reads a value straight from the store, apart from the product's own reader.</summary>
internal static class ResultReader
{
    public static string Read(SimWorld world, FlowKey key, FlowValue value) => value.Kind switch
    {
        ValueKind.Inline => Encoding.UTF8.GetString(value.Json.Span),
        ValueKind.Stored => Encoding.UTF8.GetString(world.Read(new GetValue(key, value.Path!))!),
        ValueKind.Joined => $"[{string.Join(",", Members(world, key, value).Select(m => Read(world, key, m.Value)))}]",
        ValueKind.JoinedOutcomes => $"[{string.Join(",", Members(world, key, value).Select(m => Outcome(world, key, m)))}]",
        ValueKind.JoinedChunks => $"[{string.Join(",", Members(world, key, value).Select(m => Read(world, key, m.Value)[1..^1]).Where(static c => c.Length > 0))}]",
        ValueKind.JoinedValue => Read(world, key, world.Read(new ReadMembers(key, value.Path!, value.Count, 1))[0].Value),
        ValueKind.JoinedOutcome => Outcome(world, key, world.Read(new ReadMembers(key, value.Path!, value.Count, 1))[0]),
        _ => "null",
    };

    private static IReadOnlyList<RecordedOutcome> Members(SimWorld world, FlowKey key, FlowValue join) =>
        world.Read(new ReadMembers(key, join.Path!, 0, join.Count));

    private static string Outcome(SimWorld world, FlowKey key, RecordedOutcome outcome) => outcome.Failure is { } failure
        ? $$"""{"failure":{{Encoding.UTF8.GetString(failure.Span)}}}"""
        : $$"""{"value":{{Read(world, key, outcome.Value)}}}""";
}

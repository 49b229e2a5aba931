using System.Text;
using TypedTasks.Contracts;

namespace TypedTasks.Simulation.Tests;

/// <summary>Reads a value straight from the store, apart from the product's own reader.</summary>
internal static class ResultReader
{
    public static string Read(SimWorld world, FlowKey key, FlowValue value) => value.Kind switch
    {
        ValueKind.Inline => Encoding.UTF8.GetString(value.Json.Span),
        ValueKind.Stored => Encoding.UTF8.GetString(world.Read(new GetValue(key, value.Path!))!),
        ValueKind.Joined => $"[{string.Join(",", world.Read(new ReadMembers(key, value.Path!, 0, value.Count)).Select(v => Read(world, key, v)))}]",
        _ => "null",
    };
}

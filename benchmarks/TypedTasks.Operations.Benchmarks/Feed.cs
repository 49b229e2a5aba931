using System.Diagnostics;
using System.Globalization;

namespace TypedTasks.Operations.Benchmarks;

/// <summary>How long after a commit the feed tells of it.</summary>
internal static class Feed
{
    private const int Times = 100;

    public static async Task MeasureAsync(IFlowReader reader, ITaskClient client, TextWriter output)
    {
        var took = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            var position = (await reader.GetChangesAsync()).Position;
            var flow = await client.EnqueueAsync(Wait.For(Shop.Approved));
            var begun = Stopwatch.GetTimestamp();
            for (var isTold = false; !isTold; isTold |= Stopwatch.GetElapsedTime(begun) > TimeSpan.FromSeconds(10))
            {
                var changes = await reader.GetChangesAsync(position);
                position = changes.Position;
                isTold = changes.Flows.Contains(flow.FlowId);
            }

            took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            _ = await client.CancelAsync(flow.FlowId);
        }

        took.Sort();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"a flow is in the feed after its enqueue has returned: {took[Times / 2]:0.0} ms (median), {took[^1]:0.0} ms (longest of {Times})"));
    }
}

using System.Diagnostics;
using Xunit.Abstractions;

namespace TypedTasks.Conformance.Tests;

/// <summary>The disk of the store is full for some time: nobody's flow is lost or fails for it.</summary>
public sealed class FullDiskTests(ITestOutputHelper output)
{
    private const int SecondsUsually = 8;
    private const int FlowsBefore = 50;

    [DiskFact]
    public async Task Every_accepted_flow_ends_right_when_the_disk_has_room_again()
    {
        var full = TimeSpan.FromSeconds(Setting.Number("TYPEDTASKS_FULL_DISK_SECONDS", SecondsUsually));
        var clock = Stopwatch.StartNew();
        await using var world = await FaultWorld.StartAsync();
        await using var check = new WorldCheck(world.Settings);
        using var patience = new CancellationTokenSource(full + TimeSpan.FromMinutes(2));
        await world.Client.MoreAsync("accepted", FlowsBefore).WaitAsync(patience.Token);
        await Fault.FillAsync(world, full, patience.Token);
        var wrong = await check.RunAsync(patience.Token);
        output.WriteLine($"{check.Flows} flows, {clock.Elapsed.TotalSeconds:F1} s, the disk was full for over {full}");
        Assert.True(wrong.Count == 0, $"{wrong.Count} problems:\n{string.Join("\n", wrong.Take(20))}\n{world.Said}");
    }
}

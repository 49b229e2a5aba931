using System.Text.Json;
using TypedTasks.Testing;
using static TypedTasks.Hosting.Tests.Ledger.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>Every way of failing in every position: the rules of docs/semantics.md say how the flow ends.</summary>
public sealed class FailureMatrixTests
{
    public static TheoryData<string, Fault, Sides> Cells
    {
        get
        {
            var cells = new TheoryData<string, Fault, Sides>();
            foreach (var position in Positions.All)
            {
                foreach (var fault in Enum.GetValues<Fault>().Where(f => !position.TakesBareSteps || !f.IsOfWhole()))
                {
                    foreach (var sides in Enum.GetValues<Sides>().Where(s => !position.TakesBareSteps || s != Sides.OfFlowAndStep))
                        cells.Add(position.Name, fault, sides);
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Ends_as_the_rules_say(string name, Fault fault, Sides sides)
    {
        var expected = new Expected(Positions.All.Single(p => p.Name == name), fault, sides);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var host = await TaskTestHost.StartAsync(WithoutOne.Configure, limit.Token);
        var flow = expected.Position.Flow(new Bad(fault, sides == Sides.OfFlowAndStep));
        if (sides != Sides.None)
            flow = flow.OnError(SawFlowFail()).OnSuccess(SawFlowSucceed());
        var handle = await host.Client.EnqueueAsync(flow, limit.Token);
        await host.RunUntilIdleAsync(limit.Token);
        if (fault.IsCancellation() || expected.Position.IsCancelledFirst)
            await handle.CancelAsync(limit.Token);

        // The step has gone wrong, and what was put off for longer lies in the broker.
        await host.AdvanceAsync(TimeSpan.FromMinutes(10), limit.Token);
        var status = await handle.GetStatusAsync(limit.Token);
        Assert.Equal(!expected.EndsLate, status.State is FlowState.Succeeded or FlowState.Failed or FlowState.Cancelled);
        var attempts = status.Steps.Where(static s => s.State == StepState.Retrying).Sum(static s => s.Count);
        Assert.InRange(attempts, expected.HasRetry ? 1 : 0, expected.HasRetry ? expected.Position.Most : 0);
        Assert.Equal(expected.Position.Scheduled + attempts, host.Transport.Count(QueueNames.Default).Scheduled);

        await host.AdvanceAsync(TimeSpan.FromHours(3), limit.Token);
        await AssertEndAsync(expected, handle, limit.Token);
        AssertRuns(expected, host);
        AssertNothingIsLeft(host, await handle.GetStatusAsync(limit.Token));
        if (fault.IsDeadLettered() && expected.StepFails)
            Assert.InRange(host.Transport.Count(QueueNames.Default).DeadLettered, 1, expected.Position.Most);
        else
            Assert.Equal(0, host.Transport.Count(QueueNames.Default).DeadLettered);
    }

    private static async Task AssertEndAsync(Expected expected, TaskHandle<Amount> handle, CancellationToken cancellationToken)
    {
        var status = await handle.GetStatusAsync(cancellationToken);
        Assert.Equal(expected.State, status.State);
        if (expected.State == FlowState.Succeeded)
            Assert.Equal(expected.Position.Yields, (await handle.WaitAsync(cancellationToken)).Number);
        Assert.Equal(expected.State == FlowState.Failed, status.Failure is not null);
        if (status.Failure is not { } failure)
            return;
        Assert.Equal(expected.FailureType, failure.Type);
        if (expected.Position.Inner == 0)
            return;
        Assert.Equal(expected.StepFails ? expected.Position.Inner : 0, failure.Inner.Count);
        Assert.All(failure.Inner, inner => Assert.Equal(expected.Fault.FailureType(), inner.Type));
    }

    private static void AssertRuns(Expected expected, TaskTestHost host)
    {
        Assert.All(host.Steps.GroupBy(static r => (r.Path, r.Input, r.Attempt)), static runs => Assert.Single(runs));
        var undone = host.RunsOf(Undo()).Select(LabelOf).ToArray();
        Assert.Equal(expected.Undoes, string.Join(' ', undone));
        var labels = host.Steps.Select(LabelOf).OfType<string>().Order(StringComparer.Ordinal).ToList();
        Assert.All(undone, label => Assert.True(labels.Remove(label!)));
        Assert.Equal(expected.Runs, string.Join(' ', labels));

        Assert.Equal(expected.FlowErrors, host.RunsOf(SawFlowFail()).Count);
        Assert.Equal(expected.FlowSuccesses, host.RunsOf(SawFlowSucceed()).Count);
        Assert.InRange(host.RunsOf(SawStepFail()).Count, expected.StepErrors ? 1 : 0, expected.StepErrors ? expected.Position.Most : 0);
    }

    private static void AssertNothingIsLeft(TaskTestHost host, FlowStatus status)
    {
        var (active, locked, scheduled, _) = host.Transport.Count(QueueNames.Default);
        Assert.Equal((0, 0, 0), (active, locked, scheduled));
        Assert.Equal(0, host.Store.UnsentCount);
        Assert.DoesNotContain(status.Steps, static s => s.State is StepState.Running or StepState.Retrying);
    }

    private static string? LabelOf(StepRun run)
    {
        using var arguments = JsonDocument.Parse(run.Arguments);
        return arguments.RootElement.TryGetProperty("label", out var label) ? label.GetString() : null;
    }
}

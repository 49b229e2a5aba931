using static TypedTasks.Testing.Tests.Work.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary><c>Settled()</c> absorbs every failure that its parentheses enclose: members that have not ended carry it.</summary>
public sealed class SettledTests
{
    private const string TimedOut = "System.TimeoutException";
    private const string Thrown = "System.InvalidOperationException";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_time_out_is_the_outcome_of_the_members_that_have_not_ended() =>
        await YieldsAsync(["1", TimedOut, "3"], Group.Of(Number(1), Wait(2, 5 * Second), Number(3)).WithTimeout(Second).Settled());

    [Fact]
    public async Task So_is_an_expiry() =>
        await YieldsAsync(["1", "TypedTasks.Expired"], Group.Of(Number(1), Wait(2, 5 * Second)).ExpiresAfter(Second).Settled());

    [Fact]
    public async Task In_time_nothing_changes() =>
        await YieldsAsync(["1", "2"], Group.Of(Number(1), Wait(2, Second)).WithTimeout(Hour).Settled());

    [Fact]
    public async Task A_step_before_the_group_fails_for_all_members() =>
        await YieldsAsync([Thrown, Thrown], (Number(1) | Risky() | Group.Of(Double(), Double() | Double())).Settled(), fails: 1);

    [Fact]
    public async Task A_group_before_the_group_does_as_well() =>
        await YieldsAsync([Thrown], (Group.Of(Number(2), Risky(1)) | Group.Of(Total())).Settled(), fails: 1);

    [Fact]
    public async Task A_member_that_fails_is_one_outcome_beside_a_time_out() =>
        await YieldsAsync([Thrown, TimedOut], (Number(1) | Group.Of(Risky(), Wait(duration: Hour))).WithTimeout(Second).Settled(), fails: 1);

    [Fact]
    public async Task Members_of_a_large_group_that_were_never_started_carry_it_too()
    {
        var numbers = Enumerable.Range(0, 250).ToArray();
        await YieldsAsync(
            [.. numbers.Select(static _ => Thrown)], (Risky(1) | Group.Of(numbers.Select(static _ => Double()))).Settled(), fails: 1);
        await YieldsAsync(
            [.. numbers.Select(static i => i % 7 == 0 ? TimedOut : $"{i}")],
            Group.Of(numbers.Select(static i => i % 7 == 0 ? Wait(i, Hour) : Number(i))).WithTimeout(Second).Settled());
    }

    [Fact]
    public async Task The_boundary_is_where_the_parentheses_are()
    {
        await FailsAsync(TimedOut, Group.Of(Number(1), Wait(2, Hour)).Settled().WithTimeout(Second));
        await FailsAsync(Thrown, Number(1) | Risky() | Group.Of(Double(), Double()).Settled(), fails: 1);
        await FailsAsync(Thrown, Number(1) | Risky() | (Double() | Group.Of(Double(), Double())).Settled(), fails: 1);
        await FailsAsync(TimedOut, Group.Of(Number(1), Wait(2, 5 * Second)).WithTimeout(Hour).Settled().WithTimeout(Second));
        await YieldsAsync(["1", TimedOut], Group.Of(Number(1), Wait(2, 5 * Second)).WithTimeout(Second).Settled().WithTimeout(Hour));
    }

    [Fact]
    public async Task What_follows_gets_the_outcomes()
    {
        await using var host = await Hosts.StartAsync();
        Assert.Equal(3, await host.RunAsync(Group.Of(Number(1), Wait(2, 5 * Second), Wait(3, Hour)).WithTimeout(Second).Settled() | Count(), Hosts.Deadline));
        Assert.Single(host.RunsOf(Count()));
    }

    [Fact]
    public async Task Late_successes_change_nothing()
    {
        await using var host = await Hosts.StartAsync();
        var flow = Group.Of(Number(1), Wait(2, 5 * Second)).WithTimeout(Second).Settled();
        var handle = await host.Client.EnqueueAsync(flow | Signature.Pass<IReadOnlyList<Outcome<int>>>());
        Assert.Equal(["1", TimedOut], Texts(await host.RunAsync(handle, Hosts.Deadline)));
        await host.AdvanceAsync(Hour, Hosts.Deadline);
        Assert.Equal(["1", TimedOut], Texts(await host.Client.GetHandle<IReadOnlyList<Outcome<int>>>(handle.FlowId).WaitAsync()));
    }

    [Fact]
    public async Task Members_of_a_tuple_carry_it()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(1, times: 9);
        var (number, text) = await host.RunAsync((Number(1) | Risky() | (Double(), Large())).Settled(), Hosts.Deadline);
        Assert.Equal((Thrown, "work.risky"), (number.Failure!.Type, text.Failure!.Task));
        (number, text) = await host.RunAsync((Wait(1, Hour), Large(2)).Join().WithTimeout(Second).Settled(), Hosts.Deadline);
        Assert.Equal((TimedOut, "xx"), (number.Failure!.Type, text.Value));
    }

    [Fact]
    public async Task Elements_carry_it_once_there_is_a_list()
    {
        await YieldsAsync(["0", TimedOut, "2"], (Range(3) | OddWaits(duration: Hour).Each()).WithTimeout(Second).Settled());
        await YieldsAsync([TimedOut, TimedOut], (Range(2) | Wait(duration: Hour).Each()).WithTimeout(Second).Settled());
        await YieldsAsync([TimedOut, TimedOut], (Range(2) | Wait(duration: Hour).Each().WithTimeout(Second)).Settled());
        await YieldsAsync([TimedOut, TimedOut, TimedOut], (Range(3) | Wait(duration: Hour).Each(maxParallelism: 1)).WithTimeout(Second).Settled());
        await YieldsAsync(["0", "1", TimedOut], Range(3) | Wait(duration: 4 * Second).Each(maxParallelism: 1).WithTimeout(10 * Second).Settled());
        await YieldsAsync(["0", "2"], (Range(2) | Double().Each() | Number().Each()).Settled());
        await YieldsAsync([TimedOut, TimedOut], (Group.Of(Number(1), Number(2)) | Wait(duration: Hour).Each()).WithTimeout(Second).Settled());
    }

    [Fact]
    public async Task Without_a_member_it_climbs()
    {
        await FailsAsync(Thrown, (Risky(1) | Group.Of<int, int>()).Settled(), fails: 1);
        await FailsAsync(Thrown, (Risky(1) >> Range(2) | Double().Each()).Settled(), fails: 1);
        await FailsAsync(TimedOut, (Wait(1, Hour) >> Range(2) | Double().Each()).WithTimeout(Second).Settled());
        await YieldsAsync([], (Range(0) | Wait(duration: Hour).Each()).WithTimeout(Second).Settled());
    }

    [Fact]
    public async Task A_member_that_is_settled_itself_absorbs_its_own()
    {
        await using var host = await Hosts.StartAsync();
        var inner = Group.Of(Wait(1, 5 * Second), Number(2)).WithTimeout(Second).Settled();
        var outcomes = await host.RunAsync(Group.Of(inner, Group.Of(Wait(3, Hour), Number(4)).Settled()).WithTimeout(Hour / 2).Settled(), Hosts.Deadline);
        Assert.Equal([TimedOut, "2"], Texts(outcomes[0].Value));
        Assert.Equal(TimedOut, outcomes[1].Failure!.Type);
    }

    [Fact]
    public async Task Settled_twice_is_an_outcome_of_an_outcome()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(1, times: 9);
        var outcomes = await host.RunAsync(Group.Of(Number(2), Risky(1)).Settled().Settled(), Hosts.Deadline);
        Assert.Equal(["2", Thrown], Texts([.. outcomes.Select(static o => o.Value)]));
        outcomes = await host.RunAsync((Range(2) | Risky().Each().Settled()).WithTimeout(Hour).Settled(), Hosts.Deadline);
        Assert.Equal(["0", Thrown], Texts([.. outcomes.Select(static o => o.Value)]));
        outcomes = await host.RunAsync(Group.Of(Number(2), Wait(1, Hour)).Settled().WithTimeout(Second).Settled(), Hosts.Deadline);
        Assert.Equal("2", Texts([outcomes[0].Value])[0]);
        Assert.Equal(TimedOut, outcomes[1].Failure!.Type);
    }

    [Fact]
    public async Task What_handles_the_failure_before_it_comes_first()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(1, times: 9);
        var recovered = ((Number(1) | Risky()).Recover(Number(5)) | Group.Of(Double(), Double())).Settled();
        Assert.Equal(["10", "10"], Texts(await host.RunAsync(recovered, Hosts.Deadline)));
        var watched = ((Number(1) | Risky()).OnError(Large(3)) | Group.Of(Double(), Double())).Settled();
        Assert.Equal([Thrown, Thrown], Texts(await host.RunAsync(watched, Hosts.Deadline)));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Single(host.RunsOf(Large(0)));

        // Without a group there is one outcome of the whole.
        var whole = await host.RunAsync(Group.Of(Number(1), Wait(2, Hour)).OnError(Large(3)).WithTimeout(Second).Settled(), Hosts.Deadline);
        Assert.Equal(TimedOut, whole.Failure!.Type);
    }

    [Fact]
    public async Task A_late_success_with_a_compensation_is_undone_when_the_flow_fails_later()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(2, times: 9);
        var flow = Group.Of(Wait(1, 5 * Second).CompensateWith(Double()), Number(7).CompensateWith(Double())).WithTimeout(Second).Settled() | Count() | Risky();
        var handle = await host.Client.EnqueueAsync(flow);
        var e = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Hosts.Deadline));
        Assert.Equal(Thrown, e.Failure.Type);
        Assert.Equal(["1", "7"], host.RunsOf(Double()).Select(static r => r.Input!).Order());
    }

    [Fact]
    public async Task The_first_success_of_alternatives_is_one_outcome() => await YieldsAsync(
        ["1", TimedOut, "TypedTasks.AllFailed"],
        Group.Of(Group.FirstOf(Number(1), Wait(2, Hour)), Group.FirstOf(Wait(3, Hour), Wait(4, Hour)), Group.FirstOf(Risky(1), Risky(1)))
            .WithTimeout(Second).Settled(),
        fails: 1);

    [Fact]
    public async Task A_task_may_return_it() =>
        await YieldsAsync([Thrown, Thrown], SettledPlan(1), fails: 1);

    [Fact]
    public async Task Cancelling_the_flow_is_not_absorbed()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync((Number(1) | Group.Of(Double(), Wait(duration: Hour))).WithTimeout(2 * Hour).Settled() | Count());
        await host.RunUntilIdleAsync(Hosts.Deadline);
        await handle.CancelAsync();
        await host.AdvanceAsync(3 * Hour, Hosts.Deadline);
        Assert.Equal(FlowState.Cancelled, (await handle.GetStatusAsync()).State);
        Assert.Empty(host.RunsOf(Count()));
    }

    [Fact]
    public async Task A_retry_of_the_flow_keeps_what_was_recorded_and_one_that_climbed_runs_again()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(1);
        host.Faults().Fail(2);
        var handle = await host.Client.EnqueueAsync((Risky(1) | Group.Of(Double(), Double())).Settled() | Count() | Risky());
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Hosts.Deadline));
        await host.Client.RetryAsync(handle.FlowId);
        Assert.Equal(2, await host.RunAsync(handle, Hosts.Deadline));
        Assert.Empty(host.RunsOf(Double()));

        host.Faults().Fail(3);
        var climbed = await host.Client.EnqueueAsync((Risky(3) | Range() | Double().Each()).Settled() | Count());
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(climbed, Hosts.Deadline));
        await host.Client.RetryAsync(climbed.FlowId);
        Assert.Equal(3, await host.RunAsync(climbed, Hosts.Deadline));
    }

    [Fact]
    public void Chunks_have_no_outcomes()
    {
        Assert.Throws<ArgumentException>(static () => (Range(3) | Double().Each(chunkSize: 2)).Settled());
        Assert.Throws<ArgumentException>(static () => (Range(3) | Double().Each(chunkSize: 2).WithTimeout(Second)).Settled());
    }

    private static async Task YieldsAsync(string[] expected, ISignature<IReadOnlyList<Outcome<int>>> flow, int fails = 0)
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(fails, times: 9);
        var handle = await host.Client.EnqueueAsync(flow);
        Assert.Equal(expected, Texts(await host.RunAsync(handle, Hosts.Deadline)));
        await host.AdvanceAsync(3 * Hour, Hosts.Deadline);
        Assert.Equal(expected, Texts(await handle.WaitAsync()));
        Assert.Equal((0, 0), (host.Transport.Count(QueueNames.Default).Active, host.Store.UnsentCount));
    }

    private static async Task FailsAsync<T>(string type, ISignature<T> flow, int fails = 0)
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(fails, times: 9);
        var handle = await host.Client.EnqueueAsync(flow);
        Assert.Equal(type, (await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Hosts.Deadline))).Failure.Type);
    }

    private static string[] Texts(IReadOnlyList<Outcome<int>> outcomes) =>
        [.. outcomes.Select(static o => o.Failure?.Type ?? $"{o.Value}")];
}

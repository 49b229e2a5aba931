using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class OccurrenceChecks
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(3);

    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("Of two definitions of a schedule the higher version counts, and at one version the first", VersionsAsync),
        new("An occurrence of a schedule is decided once, whoever proposes it", OnceAsync),
        new("An occurrence is accepted with its flow and its first message", AcceptedAsync),
        new("A proposal whose answer was lost finds itself done", RepeatedAsync),
        new("An occurrence whose flow is there is not started again", ExistedAsync),
        new("An occurrence is not started long before it is due", TooEarlyAsync),
        new("While a flow of a schedule runs the next occurrence is decided when it is due, as the overlap says", OverlapAsync),
        new("A run that had failed and was retried counts as running", RetriedAsync),
        new("Occurrences that wait start in their order", WaitingAsync),
        new("What is to be missed must have been due for long enough by the store's clock", MissedAsync),
        new("A paused schedule starts nothing, and goes on from when it is resumed", PausedAsync),
        new("No more occurrences wait than there is room for", RoomAsync),
        new("Schedules are listed by name", ListedAsync),
        new("A schedule is deleted unless a process has it", DeletedAsync),
        new("Of proposals made at once one is accepted", AtOnceAsync),
    ];

    private static DefineSchedule Define(ScheduleOverlap overlap = ScheduleOverlap.Skip, int version = 1, string hash = "h", string name = "nightly") =>
        new(name, "0 3 * * *", new() { TimeZone = "Europe/Paris", Overlap = overlap, Version = version, Missed = MissedRuns.AllWithin(TimeSpan.FromDays(1)), Jitter = TimeSpan.FromSeconds(5) }, hash);

    private static Occurrence After(ScheduleState schedule, double minutes) => new(schedule.After.DateTime.AddMinutes(minutes), false, schedule.After.AddMinutes(minutes), schedule.After.AddMinutes(minutes));

    private static ProposeOccurrence Propose(
        ScheduleState schedule, Occurrence occurrence, string flow, OccurrenceSource source = OccurrenceSource.Next, string nonce = "n") =>
        new(schedule.Name, schedule.Options.Version, schedule.Hash, schedule.Revision, occurrence, Given.Accept(new(flow, 0), Given.Message($"{flow}-0", flow: flow), nonce: nonce))
        {
            Source = source,
            Ahead = Ahead,
        };

    private static async Task DeletedAsync(StoreContractHost store)
    {
        Expect.Equal(ScheduleDeletion.Unknown, await store.Run(new DeleteSchedule("nightly")));
        var read = await store.Run(Define());
        await store.Run(Define(name: "other"));
        await store.Run(Propose(read, After(read, 1), "flow-1"));
        await store.Run(new AcquireLease(DeleteSchedule.LeaseOf("nightly"), "somebody", TimeSpan.FromMinutes(3)));
        Expect.Equal(ScheduleDeletion.InUse, await store.Run(new DeleteSchedule("nightly")));
        await store.PassAsync(4);
        Expect.Equal(ScheduleDeletion.Deleted, await store.Run(new DeleteSchedule("nightly")));
        Expect.Equal(ScheduleDeletion.Unknown, await store.Run(new DeleteSchedule("nightly")));
        Expect.Sequence(["other"], (await store.Ask(new ListSchedules())).Select(static s => s.Name));
        Expect.Equal(FlowState.Running, (await store.Run(new GetFlow(new("flow-1", 0)))).State);

        // It is a new one then, whatever was decided about the one before.
        var (again, gone) = (Define(), new DeleteSchedule("nightly"));
        await store.Run(Define(hash: "before"), gone, again);
        Expect.Equal(("h", 0L, ScheduleDeletion.Deleted), (again.Result.Hash, again.Result.Started, gone.Result));
        Expect.Sequence(["nightly", "other"], (await store.Ask(new ListSchedules())).Select(static s => s.Name));
    }

    private static async Task VersionsAsync(StoreContractHost store)
    {
        var first = await store.Run(Define());
        Expect.Equal(1, first.Options.Version);
        await store.PassAsync(5);
        Expect.Equal(first, (await store.Run(Define(hash: "other"))) with { Options = first.Options, Waiting = first.Waiting, Running = first.Running, Failed = first.Failed });
        var second = await store.Run(Define(version: 2, hash: "second"));
        Expect.Equal("second", second.Hash);
        Expect.True(second.After > first.After);
        Expect.Equal("second", (await store.Run(Define())).Hash);
        var stale = await store.Run(Propose(first, After(first, 1), "flow-1"));
        Expect.Equal(OccurrenceVerdict.Stale, stale.Verdict);
        Expect.Equal("second", stale.Schedule!.Hash);
    }

    private static async Task OnceAsync(StoreContractHost store)
    {
        var read = await store.Run(Define());
        var one = await store.Run(Propose(read, After(read, 1), "flow-1", nonce: "a"));
        Expect.Equal(OccurrenceVerdict.Started, one.Verdict);
        Expect.Equal(OccurrenceVerdict.Stale, (await store.Run(Propose(read, After(read, 1), "flow-1", nonce: "b"))).Verdict);
        Expect.Equal(OccurrenceVerdict.Stale, (await store.Run(Propose(read, After(read, 2), "flow-2", nonce: "b"))).Verdict);
        Expect.Equal(After(read, 1).Key, one.Schedule!.Last!.Key);
        Expect.Equal(After(read, 1).Key, one.Schedule.LastStarted!.Key);
        Expect.Equal(1L, one.Schedule.Started);
    }

    private static async Task AcceptedAsync(StoreContractHost store)
    {
        var read = await store.Run(Define());
        var one = await store.Run(Propose(read, After(read, 1), "flow-1"));
        Expect.Equal("flow-1", one.Flow!.Key.FlowId);
        Expect.Equal(FlowState.Running, (await store.Run(new GetFlow(new("flow-1", 0)))).State);
        Expect.Equal("flow-1-0", string.Join(",", await store.OwedAsync()));
        Expect.True(await store.Run(new GetPlan(Given.PlanHash)) is not null);
    }

    private static async Task RepeatedAsync(StoreContractHost store)
    {
        var read = await store.Run(Define());
        await store.Run(Propose(read, After(read, 1), "flow-1"));
        var again = await store.Run(Propose(read, After(read, 1), "flow-1"));
        Expect.Equal(OccurrenceVerdict.Started, again.Verdict);
        Expect.Equal(1L, again.Schedule!.Started);
    }

    private static async Task ExistedAsync(StoreContractHost store)
    {
        var read = await store.Run(Define());
        await store.Run(Given.Accept(new("flow-1", 0), nonce: "another"));
        var found = await store.Run(Propose(read, After(read, 1), "flow-1"));
        Expect.Equal(OccurrenceVerdict.Existed, found.Verdict);
        Expect.Equal(After(read, 1).Key, found.Schedule!.Last!.Key);
        Expect.Equal(0L, found.Schedule.Started);
    }

    private static async Task TooEarlyAsync(StoreContractHost store)
    {
        var read = await store.Run(Define());
        Expect.Equal(OccurrenceVerdict.TooEarly, (await store.Run(Propose(read, After(read, 60), "flow-1"))).Verdict);
        await store.PassAsync(58);
        Expect.Equal(OccurrenceVerdict.Started, (await store.Run(Propose(read, After(read, 60), "flow-1"))).Verdict);
    }

    private static async Task OverlapAsync(StoreContractHost store)
    {
        foreach (var (overlap, verdict) in new[]
        {
            (ScheduleOverlap.Skip, OccurrenceVerdict.Skipped), (ScheduleOverlap.QueueOne, OccurrenceVerdict.Waits), (ScheduleOverlap.QueueAll, OccurrenceVerdict.Waits),
            (ScheduleOverlap.Allow, OccurrenceVerdict.Started), (ScheduleOverlap.CancelOther, OccurrenceVerdict.MustCancel),
        })
        {
            var name = $"s-{overlap}";
            var read = await store.Run(Define(overlap, name: name));
            read = (await store.Run(Propose(read, After(read, 1), $"{name}-1"))).Schedule!;
            var second = await store.Run(Propose(read, After(read, 2), $"{name}-2"));
            Expect.Equal(overlap == ScheduleOverlap.Allow ? OccurrenceVerdict.Started : OccurrenceVerdict.TooEarly, second.Verdict);
            await store.PassAsync(3);
            if (overlap == ScheduleOverlap.Allow)
                continue;
            second = await store.Run(Propose(read, After(read, 2), $"{name}-2"));
            Expect.Equal(verdict, second.Verdict);
            Expect.Equal($"{name}-1", string.Join(",", second.Running));
            if (overlap == ScheduleOverlap.CancelOther)
            {
                await store.Run(new FinishFlow(new($"{name}-1", 0), FlowState.Cancelled, default));
                Expect.Equal(OccurrenceVerdict.Started, (await store.Run(Propose(read, After(read, 2), $"{name}-2"))).Verdict);
                continue;
            }

            read = second.Schedule!;
            var third = await store.Run(Propose(read, After(read, 2.5), $"{name}-3"));
            Expect.Equal(overlap == ScheduleOverlap.QueueAll ? OccurrenceVerdict.Waits : OccurrenceVerdict.Skipped, third.Verdict);
            await store.Run(new FinishFlow(new($"{name}-1", 0), FlowState.Succeeded, Given.Success("1")));
            var fourth = await store.Run(Propose(third.Schedule!, After(read, 2.75), $"{name}-4"));
            Expect.Equal(
                overlap switch { ScheduleOverlap.Skip => OccurrenceVerdict.Started, ScheduleOverlap.QueueAll => OccurrenceVerdict.Waits, _ => OccurrenceVerdict.Skipped }, fourth.Verdict);
        }
    }

    private static async Task RetriedAsync(StoreContractHost store)
    {
        var first = await store.Run(Define());
        var read = first;
        async Task<ProposedOccurrence> RunAsync(int number)
        {
            var proposed = await store.Run(Propose(read, After(first, number), $"flow-{number}"));
            read = proposed.Schedule!;
            return proposed;
        }

        await RunAsync(1);
        await store.Run(new FinishFlow(new("flow-1", 0), FlowState.Failed, Given.Failure("no")));
        var second = await RunAsync(2);
        Expect.Equal((OccurrenceVerdict.Started, "flow-1", "flow-2"), (second.Verdict, string.Join(",", read.Failed), string.Join(",", read.Running)));
        await store.Run(new FinishFlow(new("flow-2", 0), FlowState.Succeeded, Given.Success("1")));
        await store.Run(new RetryFlow(new("flow-1", 0), Given.Week, static (_, _) => new([], [])));
        await store.PassAsync(4);
        var third = await RunAsync(3);
        Expect.Equal((OccurrenceVerdict.Skipped, "flow-1", 0), (third.Verdict, string.Join(",", third.Running), read.Failed.Count));
        await store.Run(new FinishFlow(new("flow-1", 1), FlowState.Succeeded, Given.Success("1")));
        Expect.Equal((OccurrenceVerdict.Started, 0), ((await RunAsync(4)).Verdict, read.Failed.Count));

        // Of the many that fail the last ones are known.
        for (var number = 5; number < 15; number++)
        {
            await store.Run(new FinishFlow(new($"flow-{number - 1}", 0), FlowState.Failed, Given.Failure("no")));
            await store.PassAsync(1);
            Expect.Equal(OccurrenceVerdict.Started, (await RunAsync(number)).Verdict);
        }

        Expect.Sequence(Enumerable.Range(6, ScheduleState.MostFailed).Select(static n => $"flow-{n}"), read.Failed);
    }

    private static async Task WaitingAsync(StoreContractHost store)
    {
        var read = await store.Run(Define(ScheduleOverlap.QueueAll));
        Occurrence[] past = [.. Enumerable.Range(1, 3).Select(i => After(read, -i) with { IsBackfill = true })];
        Expect.Equal<int?>(3, await store.Run(new QueueOccurrences("nightly", "h", past)));
        Expect.Equal<int?>(0, await store.Run(new QueueOccurrences("nightly", "h", past)));
        read = (await store.Ask(new ListSchedules()))[0];
        Expect.Equal(OccurrenceVerdict.Stale, (await store.Run(Propose(read, past[1], "flow-2", OccurrenceSource.Waiting))).Verdict);
        var first = await store.Run(Propose(read, past[0], "flow-1", OccurrenceSource.Waiting));
        Expect.Equal(OccurrenceVerdict.Started, first.Verdict);
        Expect.True(first.Schedule!.LastStarted is null);
        Expect.Equal(OccurrenceVerdict.TooEarly, (await store.Run(Propose(first.Schedule, past[1], "flow-2", OccurrenceSource.Waiting))).Verdict);
        await store.Run(new FinishFlow(new("flow-1", 0), FlowState.Failed, Given.Failure("no")));
        var second = await store.Run(Propose(first.Schedule, past[1], "flow-2", OccurrenceSource.Waiting));
        Expect.Equal(OccurrenceVerdict.Started, second.Verdict);
        Expect.Equal(1, second.Schedule!.Waiting.Count);
        Expect.Equal("flow-2", string.Join(",", second.Schedule.Running));
    }

    private static async Task MissedAsync(StoreContractHost store)
    {
        var read = await store.Run(Define());
        ProposeOccurrence Missed(ScheduleState from) => new(from.Name, 1, "h", from.Revision, After(read, 2), null) { MissedAfter = TimeSpan.FromMinutes(1), MissedCount = 7 };
        await store.PassAsync(2);
        Expect.Equal(OccurrenceVerdict.TooEarly, (await store.Run(Missed(read))).Verdict);
        await store.PassAsync(2);
        var missed = await store.Run(Missed(read));
        Expect.Equal(OccurrenceVerdict.Missed, missed.Verdict);
        Expect.Equal(7L, missed.Schedule!.Missed);
        Expect.Equal(After(read, 2).Key, missed.Schedule.Last!.Key);
        Expect.Equal(OccurrenceVerdict.Stale, (await store.Run(Missed(read))).Verdict);
    }

    private static async Task PausedAsync(StoreContractHost store)
    {
        Expect.True(!await store.Run(new PauseSchedule("nightly", true)));
        var read = await store.Run(Define());
        Expect.True(await store.Run(new PauseSchedule("nightly", true)));
        var paused = (await store.Ask(new ListSchedules()))[0];
        Expect.True(paused.IsPaused);
        Expect.Equal(OccurrenceVerdict.Stale, (await store.Run(Propose(read, After(read, 1), "flow-1"))).Verdict);
        Expect.Equal(OccurrenceVerdict.Stale, (await store.Run(Propose(paused, After(read, 1), "flow-1"))).Verdict);
        Expect.Equal(OccurrenceVerdict.Started, (await store.Run(Propose(paused, After(read, 1), "manual-1", OccurrenceSource.Manual))).Verdict);
        await store.PassAsync(10);
        Expect.True(await store.Run(new PauseSchedule("nightly", false)));
        var resumed = (await store.Ask(new ListSchedules()))[0];
        Expect.True(!resumed.IsPaused && resumed.After >= read.After.AddMinutes(10));
    }

    private static async Task RoomAsync(StoreContractHost store)
    {
        var read = await store.Run(Define());
        Occurrence[] many = [.. Enumerable.Range(1, ScheduleState.MostWaiting + 1).Select(i => After(read, -i))];
        Expect.Equal<int?>(null, await store.Run(new QueueOccurrences("nightly", "h", many)));
        Expect.Equal<int?>(null, await store.Run(new QueueOccurrences("nightly", "other", many[..1])));
        Expect.Equal<int?>(null, await store.Run(new QueueOccurrences("none", "h", many[..1])));
        Expect.Equal<int?>(ScheduleState.MostWaiting, await store.Run(new QueueOccurrences("nightly", "h", many[..^1])));
        Expect.Equal<int?>(null, await store.Run(new QueueOccurrences("nightly", "h", many)));
        Expect.Equal(ScheduleState.MostWaiting, (await store.Ask(new ListSchedules()))[0].Waiting.Count);
    }

    private static async Task ListedAsync(StoreContractHost store)
    {
        foreach (var name in new[] { "b", "a", "B", "ü" })
            await store.Run(Define(name: name));
        var listed = await store.Ask(new ListSchedules());
        Expect.Equal("B,a,b,ü", string.Join(",", listed.Select(static s => s.Name)));
        Expect.Equal(("0 3 * * *", "Europe/Paris", "1.00:00:00", TimeSpan.FromSeconds(5)), (listed[0].Cron, listed[0].Options.TimeZone, listed[0].Options.Missed.ToString(), listed[0].Options.Jitter));
    }

    private static async Task AtOnceAsync(StoreContractHost store)
    {
        var read = await store.Run(Define());
        var proposals = Enumerable.Range(0, 20).Select(i => Propose(read, After(read, 1), "flow-1", nonce: $"n{i}")).ToList();
        await Task.WhenAll(proposals.Select(p => store.Run((StoreOperation)p).AsTask()));
        Expect.Equal(1, proposals.Count(static p => p.Result.Verdict == OccurrenceVerdict.Started));
        Expect.Equal(19, proposals.Count(static p => p.Result.Verdict == OccurrenceVerdict.Stale));
        Expect.Equal("flow-1-0", string.Join(",", await store.OwedAsync()));
    }
}

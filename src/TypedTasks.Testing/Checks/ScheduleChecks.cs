namespace TypedTasks.Testing;

internal static class ScheduleChecks
{
    public static readonly ContractCheck<TransportContractHost>[] All =
    [
        new("A scheduled message is taken back by its number and its id", TakenBackAsync),
        new("A scheduled message that is due is not taken back", DueAsync),
        new("Scheduling a message id that was sent before drops it, and sending one that is scheduled does", DuplicateAsync),
    ];

    private static async Task TakenBackAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        var due = host.Time.GetUtcNow() + host.LockDuration;
        var first = await host.Transport.ScheduleAsync(bench.Message("first", due), CancellationToken.None);
        var second = await host.Transport.ScheduleAsync(bench.Message("second", due), CancellationToken.None);
        await using var receiver = await bench.OpenAsync();
        if (first is { } number && second is { } other)
        {
            Expect.True(!await CancelAsync(bench, "first", other));
            Expect.True(!await CancelAsync(bench, "first", number + 1000));
            Expect.True(await CancelAsync(bench, "first", number));
            Expect.True(!await CancelAsync(bench, "first", number));
            var receive = receiver.NextAsync();
            await host.PassAsync(host.LockDuration);
            var delivery = await receive;
            Expect.Equal("second", delivery.Message.Id);
            await delivery.CompleteAsync(Bench.Nothing);
        }
        else
        {
            // Without a number it is a message like others.
            await host.PassAsync(host.LockDuration);
            foreach (var delivery in await receiver.NextAsync(2))
                await delivery.CompleteAsync(Bench.Nothing);
        }

        await bench.NothingElseAsync(receiver);
    }

    private static async Task DueAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        var number = await host.Transport.ScheduleAsync(
            bench.Message("m", host.Time.GetUtcNow() + host.LockDuration), CancellationToken.None);
        await using var receiver = await bench.OpenAsync();
        var receive = receiver.NextAsync();
        await host.PassAsync(host.LockDuration);
        var delivery = await receive;
        Expect.True(!await CancelAsync(bench, "m", number ?? 1));
        Expect.Equal("m", delivery.Message.Id);
        await delivery.CompleteAsync(Bench.Nothing);
        await bench.NothingElseAsync(receiver);
    }

    private static async Task DuplicateAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        var due = host.Time.GetUtcNow() + host.LockDuration;
        await bench.SendAsync(bench.Message("sent"));
        await host.Transport.ScheduleAsync(bench.Message("sent", due), CancellationToken.None);
        await host.Transport.ScheduleAsync(bench.Message("scheduled", due), CancellationToken.None);
        await bench.SendAsync(bench.Message("scheduled"));
        await using var receiver = await bench.OpenAsync();
        var sent = await receiver.NextAsync();
        Expect.Equal("sent", sent.Message.Id);
        await sent.CompleteAsync(Bench.Nothing);
        var receive = receiver.NextAsync();
        await host.PassAsync(host.LockDuration);
        var scheduled = await receive;
        Expect.Equal("scheduled", scheduled.Message.Id);
        await scheduled.CompleteAsync(Bench.Nothing);
        await bench.NothingElseAsync(receiver);
    }

    private static ValueTask<bool> CancelAsync(Bench bench, string id, long number) =>
        bench.Host.Transport.CancelScheduledAsync(bench.Queue, id, number, CancellationToken.None);
}

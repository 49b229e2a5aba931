using TypedTasks.Transport;

namespace TypedTasks.Testing;

internal static class DeadLetterChecks
{
    public static readonly ContractCheck<TransportContractHost>[] All =
    [
        new("A dead-lettered message is found there, with its reason, and does not come again", FoundAsync),
        new("A queue without dead letters gives an empty page", EmptyAsync),
        new("A long description is cut, not refused", LongAsync),
        new("Reading goes on where the page before ended, also later", CursorAsync),
        new("Peeking takes nothing away", PeekAsync),
        new("A dead letter is received under lock, and replaced by what is sent in its place", ReplaceAsync),
        new("A dead letter that is given back stays, and peeking goes on after those that are gone", StayAsync),
        new("Two who receive dead letters do not get the same one", SharedAsync),
    ];

    private static async Task FoundAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync(bench.Message("m"));
        await using var receiver = await bench.OpenAsync();
        var delivery = await receiver.NextAsync();
        await delivery.DeadLetterAsync("UnknownTask", "No worker knows photos.resize. Deploy one that does.");
        var letter = (await ReadAsync(bench, null)).Messages.Single();
        Given.SameMessage(bench.Message("m"), letter.Message);
        Expect.Equal("UnknownTask", letter.Reason);
        Expect.Equal("No worker knows photos.resize. Deploy one that does.", letter.Description);
        Expect.True(!letter.InTransfer);
        await bench.NothingElseAsync(receiver);
    }

    private static async Task EmptyAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        var page = await ReadAsync(bench, null);
        Expect.Equal(0, page.Messages.Count);
        Expect.Equal(0, (await ReadAsync(bench, page.Cursor)).Messages.Count);
    }

    private static async Task LongAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync(bench.Message("m"));
        await using var receiver = await bench.OpenAsync();
        await (await receiver.NextAsync()).DeadLetterAsync("Undecodable", new string('d', 10_000));
        var description = (await ReadAsync(bench, null)).Messages.Single().Description!;
        Expect.True(description.Length is > 0 and <= 4096);
        Expect.Equal(description, new('d', description.Length));
    }

    private static async Task CursorAsync(TransportContractHost host)
    {
        const int count = 130;
        var bench = await Bench.CreateAsync(host);
        await using var receiver = await bench.OpenAsync();
        List<string> found = [];
        string? cursor = null;
        for (var round = 0; round < 2; round++)
        {
            await bench.SendAsync([.. Enumerable.Range(0, count).Select(i => bench.Message($"{round}-{i}"))]);
            for (var i = 0; i < count; i++)
                await (await receiver.NextAsync()).DeadLetterAsync("Test", "On purpose.");
            while (await ReadAsync(bench, cursor) is { Messages.Count: > 0 } page)
            {
                found.AddRange(page.Messages.Select(static m => m.Message.Id));
                cursor = page.Cursor;
            }
        }

        Expect.Equal(2 * count, found.Count);
        Expect.Equal(2 * count, found.Distinct().Count());
    }

    private static async Task PeekAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync(bench.Message("m"));
        await using var receiver = await bench.OpenAsync();
        await (await receiver.NextAsync()).DeadLetterAsync("Test", "On purpose.");
        for (var i = 0; i < 3; i++)
            Expect.Equal(1, (await ReadAsync(bench, null)).Messages.Count);
    }

    private static async Task ReplaceAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await using var receiver = await bench.OpenAsync();
        await BuryAsync(bench, receiver, "m");
        await using (var letters = await OpenAsync(bench))
        {
            var letter = await letters.NextAsync();
            Given.SameMessage(bench.Message("m"), letter.Message);
            Expect.Equal(1, (await ReadAsync(bench, null)).Messages.Count);
            await letter.CompleteAsync([bench.Message("again")]);
        }

        Expect.Equal(0, (await ReadAsync(bench, null)).Messages.Count);
        var again = await receiver.NextAsync();
        Expect.Equal("again", again.Message.Id);
        await again.CompleteAsync(Bench.Nothing);
        await bench.NothingElseAsync(receiver);
    }

    private static async Task StayAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await using var receiver = await bench.OpenAsync();
        await BuryAsync(bench, receiver, "1", "2", "3");
        var cursor = (await ReadAsync(bench, null)).Cursor;
        await using (var letters = await OpenAsync(bench))
        {
            foreach (var letter in await letters.NextAsync(3))
                await (letter.Message.Id == "2" ? letter.AbandonAsync() : letter.CompleteAsync(Bench.Nothing));
        }

        Expect.Sequence(["2"], (await ReadAsync(bench, null)).Messages.Select(static l => l.Message.Id));
        await BuryAsync(bench, receiver, "4");
        Expect.Sequence(["4"], (await ReadAsync(bench, cursor)).Messages.Select(static l => l.Message.Id));
        await bench.NothingElseAsync(receiver);
    }

    private static async Task SharedAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await using var receiver = await bench.OpenAsync();
        await BuryAsync(bench, receiver, "1", "2");
        await using var one = await host.Transport.OpenDeadLettersAsync(bench.Queue, false, new(1, 0), CancellationToken.None);
        await using var two = await host.Transport.OpenDeadLettersAsync(bench.Queue, false, new(1, 0), CancellationToken.None);
        var first = await one.NextAsync();
        var second = await two.NextAsync();
        Expect.Sequence(["1", "2"], new[] { first.Message.Id, second.Message.Id }.Order());
        await first.CompleteAsync(Bench.Nothing);
        await second.CompleteAsync(Bench.Nothing);
        Expect.Equal(0, (await ReadAsync(bench, null)).Messages.Count);
    }

    private static async Task BuryAsync(Bench bench, IReceiver receiver, params string[] ids)
    {
        await bench.SendAsync([.. ids.Select(id => bench.Message(id))]);
        foreach (var delivery in await receiver.NextAsync(ids.Length))
            await delivery.DeadLetterAsync("Test", "On purpose.");
    }

    private static ValueTask<IReceiver> OpenAsync(Bench bench) =>
        bench.Host.Transport.OpenDeadLettersAsync(bench.Queue, inTransfer: false, new(16, 0), CancellationToken.None);

    private static ValueTask<DeadLetterPage> ReadAsync(Bench bench, string? cursor) =>
        bench.Host.Transport.PeekDeadLettersAsync(bench.Queue, cursor, CancellationToken.None);
}

using TypedTasks.Contracts;

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

    private static ValueTask<DeadLetterPage> ReadAsync(Bench bench, string? cursor) =>
        bench.Host.Transport.PeekDeadLettersAsync(bench.Queue, cursor, CancellationToken.None);
}

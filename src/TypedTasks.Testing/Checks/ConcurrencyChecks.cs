using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class ConcurrencyChecks
{
    private const int Callers = 16;

    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("Of members recorded at once, one decides the join", OneDecidesAsync),
        new("Of two values for one member recorded at once, everybody sees the same", OneValueAsync),
        new("Of two ends recorded at once, everybody sees the same", OneEndAsync),
        new("Of owners who ask at once, one gets the lease", OneLeaseAsync),
        new("A call that fails costs the calls beside it nothing", FailureAloneAsync),
        new("What was recorded is read at once", ReadYourWritesAsync),
    ];

    private static async Task OneDecidesAsync(StoreContractHost store)
    {
        const int members = 200;
        var operations = Enumerable.Range(0, members).Select(i => Given.Member(i, members, Given.Success($"{i}"), static () => Given.Message("body"))).ToArray();
        await Parallel.ForEachAsync(operations, Many, (o, _) => store.Run([o]));
        var deciding = operations.Where(static o => o.Result.State == JoinState.Completed && o.Result.DecidedBy == o.Index).ToArray();
        Expect.Equal(1, deciding.Length);
        Expect.Sequence(["body"], await store.OwedAsync());
        Expect.Equal("body", deciding[0].Result.Owed.SingleOrDefault()?.Id);
        Expect.Equal(members, (await store.Run(new ReadMembers(Given.Flow, "0", 0, members))).Count);
    }

    private static async Task OneValueAsync(StoreContractHost store)
    {
        var operations = Enumerable.Range(0, 100).Select(static i => Given.Member(0, 2, Given.Success($"{i}"))).ToArray();
        await Parallel.ForEachAsync(operations, Many, (o, _) => store.Run([o]));
        Expect.Equal(1, operations.Select(static o => o.Result.Member!.Value.Json()).Distinct().Count());
    }

    private static async Task OneEndAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        var operations = Enumerable.Range(0, 50)
            .Select(static i => new FinishFlow(Given.Flow, i % 2 == 0 ? FlowState.Failed : FlowState.Succeeded, Given.Success($"{i}")))
            .ToArray();
        await Parallel.ForEachAsync(operations, Many, (o, _) => store.Run([o]));
        Expect.Equal(1, operations.Select(static o => (o.Result.State, o.Result.EndedAt, o.Result.Outcome.Json())).Distinct().Count());
    }

    private static async Task OneLeaseAsync(StoreContractHost store)
    {
        var operations = Enumerable.Range(0, 50)
            .Select(static i => new AcquireLease("l", $"owner-{i}", TimeSpan.FromDays(1)))
            .ToArray();
        await Parallel.ForEachAsync(operations, Many, (o, _) => store.Run([o]));
        Expect.Equal(1, operations.Count(static o => o.Result));
    }

    private static async Task FailureAloneAsync(StoreContractHost store)
    {
        var failed = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), Many, async (i, _) =>
        {
            if (i % 10 != 0)
            {
                await store.Run([new PutValue(Given.Flow, $"{i}", Given.Utf8($"{i}"))]);
                return;
            }

            try
            {
                await store.Run([Given.Member(0, 1, Given.Success("1"), static () => throw new FormatException("No body."), $"{i}")]);
            }
            catch (FormatException)
            {
                Interlocked.Increment(ref failed);
            }
        });
        Expect.Equal(20, failed);
        for (var i = 0; i < 200; i++)
            Expect.Equal(i % 10 != 0, await store.Run(new GetValue(Given.Flow, $"{i}")) is not null);
    }

    private static Task ReadYourWritesAsync(StoreContractHost store) =>
        Parallel.ForEachAsync(Enumerable.Range(0, 200), Many, async (i, _) =>
        {
            await store.Run([new PutValue(Given.Flow, $"{i}", Given.Utf8($"{i}"))]);
            Expect.Equal($"{i}", Given.Text(await store.Run(new GetValue(Given.Flow, $"{i}"))));
        });

    private static ParallelOptions Many => new() { MaxDegreeOfParallelism = Callers };
}

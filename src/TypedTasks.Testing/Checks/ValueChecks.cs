using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class ValueChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("A value is kept under its path, and the first one wins", FirstWinsAsync),
        new("A large value comes back as it was", LargeAsync),
    ];

    private static async Task FirstWinsAsync(StoreContractHost store)
    {
        Expect.True(await store.Run(new GetValue(Given.Flow, "0.1")) is null);
        await store.Run(new PutValue(Given.Flow, "0.1", Given.Utf8("1")));
        await store.Run(new PutValue(Given.Flow, "0.1", Given.Utf8("2")));
        Expect.Equal("1", Given.Text(await store.Run(new GetValue(Given.Flow, "0.1"))));
        Expect.True(await store.Run(new GetValue(Given.Flow, "0.2")) is null);
        Expect.True(await store.Run(new GetValue(new("flow-2", 0), "0.1")) is null);
    }

    private static async Task LargeAsync(StoreContractHost store)
    {
        var value = new byte[3_000_000];
        for (var i = 0; i < value.Length; i++)
            value[i] = (byte)(i * 31);
        await store.Run(new PutValue(Given.Flow, "0", value));
        Expect.True((await store.Run(new GetValue(Given.Flow, "0")))!.AsSpan().SequenceEqual(value));
    }
}

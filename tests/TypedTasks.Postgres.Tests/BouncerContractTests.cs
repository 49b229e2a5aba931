using TypedTasks.Testing;

namespace TypedTasks.Postgres.Tests;

/// <summary>The whole contract through PgBouncer in transaction mode, with every second call through another store: the next statement may be on another connection.</summary>
public sealed class BouncerContractTests(BouncerContractTests.Between between) : IClassFixture<BouncerContractTests.Between>
{
    public static TheoryData<string> Checks => [.. TaskStoreContract.Names];

    [SkippableTheory]
    [MemberData(nameof(Checks))]
    public async Task Holds(string check)
    {
        Skip.If(Bouncer.Missing is not null, Bouncer.Missing);
        await using var host = await PostgresStoreHost.OpenAsync(isShared: true, between.Bouncer!.ConnectionString);
        await TaskStoreContract.CheckAsync(check, host);
    }

    public sealed class Between : IAsyncLifetime
    {
        internal Bouncer? Bouncer { get; private set; }

        public async Task InitializeAsync()
        {
            if (Postgres.Tests.Bouncer.Missing is null)
                Bouncer = await Postgres.Tests.Bouncer.StartAsync((await PostgresServer.Shared).ConnectionString);
        }

        public Task DisposeAsync()
        {
            Bouncer?.Dispose();
            return Task.CompletedTask;
        }
    }
}

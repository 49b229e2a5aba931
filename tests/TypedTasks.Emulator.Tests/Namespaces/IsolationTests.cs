using Amqp;
using Amqp.Framing;
using Amqp.Transactions;
using Amqp.Types;
using TypedTasks.Emulator.Tests.Amqp;

namespace TypedTasks.Emulator.Tests.Namespaces;

/// <summary>Tests that share one emulator and see nothing of each other.</summary>
public sealed class IsolationTests : IAsyncLifetime
{
    private ServiceBusEmulator emulator = null!;

    public async Task InitializeAsync() => emulator = await StartAsync();

    public async Task DisposeAsync() => await emulator.DisposeAsync();

    [Fact]
    public async Task The_same_queue_in_two_namespaces_is_two_queues()
    {
        using var first = emulator.CreateNamespace();
        using var second = emulator.CreateNamespace();
        await SendAsync(first.ConnectionString, "q", "of the first");
        await SendAsync(second.ConnectionString, "q", "of the second");
        await SendAsync(second.ConnectionString, "q", "and another");
        Assert.Equal((1, 2, 0), (first.GetCounts("q").Active, second.GetCounts("q").Active, emulator.GetCounts("q").Active));
        Assert.Equal("of the first", await ReceiveAsync(first.ConnectionString, "q"));
        Assert.Equal((0, 2), (first.GetCounts("q").Active, second.GetCounts("q").Active));
    }

    [Fact]
    public async Task A_namespace_begins_with_what_was_configured_and_nothing_else()
    {
        emulator.AddQueue(new QueueOptions { Name = "later" });
        await SendAsync(emulator.ConnectionString, "q", "of the emulator");
        using var fresh = emulator.CreateNamespace();
        Assert.Equal(0, fresh.GetCounts("q").Active);
        Assert.Throws<ArgumentException>(() => fresh.GetCounts("later"));
        await SendAsync(fresh.ConnectionString, "t", "news");
        Assert.Equal((1, 0), (fresh.GetCounts("t/Subscriptions/all").Active, fresh.GetCounts("t/Subscriptions/none").Active));
        fresh.AddQueue(new QueueOptions { Name = "own" });
        Assert.Equal(0, fresh.GetCounts("own").Active);
        Assert.Throws<ArgumentException>(() => emulator.GetCounts("own"));
    }

    [Fact]
    public async Task Whoever_is_in_a_namespace_that_is_thrown_away_hears_why_and_cannot_come_back()
    {
        var space = emulator.CreateNamespace("mine");
        await using var other = await LiteClient.ConnectAsync(emulator, "q");
        await using var client = await LiteClient.ConnectAsync(space.ConnectionString, "q");
        var closed = new TaskCompletionSource<Error?>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Session.Connection.AddClosedCallback((_, error) => closed.TrySetResult(error));
        space.Dispose();
        var error = await closed.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(("amqp:connection:forced", "The namespace 'mine' was thrown away."), ((string)error!.Condition, error.Description));

        await using var again = await LiteClient.ConnectAsync(space.ConnectionString);
        Assert.Equal(401, await again.PutTokenAsync("q", TimeSpan.FromHours(1)));
        Assert.Throws<ObjectDisposedException>(() => space.GetCounts("q"));
        Assert.Throws<ObjectDisposedException>(() => space.Advance(TimeSpan.FromSeconds(1)));
        Assert.Throws<ObjectDisposedException>(() => space.AddQueue(new QueueOptions { Name = "x" }));
        space.Dispose();

        // Nobody else was sent away.
        Assert.IsType<Accepted>(await LiteClient.SendAsync(other.Sender("q"), LiteClient.Message("1")));
        using var anew = emulator.CreateNamespace("mine");
        Assert.Equal(0, anew.GetCounts("q").Active);
    }

    [Fact]
    public async Task A_namespace_with_receivers_sessions_and_transactions_under_way_is_thrown_away_all_the_same()
    {
        var space = emulator.CreateNamespace();
        await using var client = await LiteClient.ConnectAsync(space.ConnectionString, "q", "s");
        await LiteClient.SendAsync(client.Sender("q"), LiteClient.Message("1"));
        var receiver = client.Receiver("q");
        var message = await receiver.ReceiveAsync(TimeSpan.FromSeconds(10));
        Assert.NotNull(message);
        var transaction = await client.DeclareAsync();
        await LiteClient.SendAsync(client.Sender("q"), LiteClient.Message("2"), new TransactionalState { TxnId = transaction });
        var filter = new Map { [new Symbol("com.microsoft:session-filter")] = null };
        _ = new ReceiverLink(client.Session, "waits", new Attach { Source = new Source { Address = "s", FilterSet = filter }, Target = new Target() }, null);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Session.Connection.AddClosedCallback((_, _) => closed.TrySetResult());
        space.Dispose();
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(0, emulator.GetCounts("q").Active);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" x")]
    [InlineData("a;b")]
    [InlineData("a=b")]
    [InlineData("a\nb")]
    public void A_name_that_cannot_stand_in_a_connection_string_is_refused(string name) =>
        Assert.Contains("The name of a namespace", Assert.Throws<ArgumentException>(() => emulator.CreateNamespace(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_name_is_taken_once()
    {
        using var space = emulator.CreateNamespace("Mine");
        using var other = emulator.CreateNamespace("mine");
        Assert.Contains("'mine' exists already", Assert.Throws<ArgumentException>(() => emulator.CreateNamespace("mine")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => emulator.CreateNamespace("RootManageSharedAccessKey"));
        Assert.Throws<ArgumentException>(() => emulator.CreateNamespace(new string('x', 129)));
        using var longest = emulator.CreateNamespace(new string('x', 128));
    }

    [Fact]
    public void There_are_so_many_namespaces_and_no_more()
    {
        var all = Enumerable.Range(0, 1_000).Select(_ => emulator.CreateNamespace()).ToList();
        Assert.Equal(1_000, all.Select(space => space.Name).Distinct().Count());
        Assert.Contains("1000 namespaces", Assert.Throws<InvalidOperationException>(() => emulator.CreateNamespace()).Message, StringComparison.Ordinal);
        all[500].Dispose();
        all[500] = emulator.CreateNamespace();
        all.ForEach(space => space.Dispose());
    }

    [Fact]
    public async Task Another_key_name_opens_nothing_unless_that_is_switched_on()
    {
        await using var client = await LiteClient.ConnectAsync(Renamed(emulator, "tests"));
        Assert.Equal(401, await client.PutTokenAsync("q", TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task Each_key_name_is_a_namespace_of_its_own_once_that_is_switched_on()
    {
        await using var emulator = await StartAsync(options => options.IsolateByKeyName = true);
        await SendAsync(Renamed(emulator, "A"), "q", "of A");
        await SendAsync(Renamed(emulator, "a"), "q", "of a");
        await SendAsync(emulator.ConnectionString, "q", "of the emulator");
        Assert.Equal("of A", await ReceiveAsync(Renamed(emulator, "A"), "q"));
        Assert.Equal("of a", await ReceiveAsync(Renamed(emulator, "a"), "q"));
        Assert.Equal("of the emulator", await ReceiveAsync(emulator.ConnectionString, "q"));
        // The name is taken by whoever used it first; a name that cannot be one opens nothing.
        Assert.Throws<ArgumentException>(() => emulator.CreateNamespace("A"));
        await using var wrong = await LiteClient.ConnectAsync(emulator.ConnectionString);
        Assert.Equal(401, await wrong.PutTokenAsync("q", TimeSpan.FromHours(1), keyName: "a;b"));
        Assert.Equal(401, await wrong.PutTokenAsync("q", TimeSpan.FromHours(1), key: "d3Jvbmc=", keyName: "A"));
    }

    [Fact]
    public async Task A_connection_stays_in_the_namespace_of_its_first_token()
    {
        using var space = emulator.CreateNamespace();
        await using var client = await LiteClient.ConnectAsync(space.ConnectionString, "q");
        Assert.Equal(401, await client.PutTokenAsync("q", TimeSpan.FromHours(1), keyName: "RootManageSharedAccessKey"));
        Assert.Equal(202, await client.PutTokenAsync("q", TimeSpan.FromHours(2)));
        await LiteClient.SendAsync(client.Sender("q"), LiteClient.Message("1"));
        Assert.Equal((1, 0), (space.GetCounts("q").Active, emulator.GetCounts("q").Active));
    }

    [Fact]
    public async Task The_key_name_counts_with_plain_credentials_too()
    {
        using var space = emulator.CreateNamespace("plain");
        var key = Part(space.ConnectionString, "SharedAccessKey=");
        var connection = await Connection.Factory.CreateAsync(new Address("127.0.0.1", emulator.Port, "plain", key, "/", "amqp"));
        var sender = new SenderLink(new Session(connection), "s", "q");
        await sender.SendAsync(LiteClient.Message("1"));
        Assert.Equal((1, 0), (space.GetCounts("q").Active, emulator.GetCounts("q").Active));
        await connection.CloseAsync();
        await Assert.ThrowsAsync<AmqpException>(() => Connection.Factory.CreateAsync(new Address("127.0.0.1", emulator.Port, "other", key, "/", "amqp")));
    }

    [Fact]
    public async Task Transactions_work_in_a_namespace_of_ones_own()
    {
        using var space = emulator.CreateNamespace();
        await using var client = await LiteClient.ConnectAsync(space.ConnectionString, "q");
        var id = await client.DeclareAsync();
        await LiteClient.SendAsync(client.Sender("q"), LiteClient.Message("1"), new TransactionalState { TxnId = id });
        Assert.Equal(0, space.GetCounts("q").Active);
        Assert.IsType<Accepted>(await client.DischargeAsync(id));
        Assert.Equal((1, 0), (space.GetCounts("q").Active, emulator.GetCounts("q").Active));
    }

    [Fact]
    public async Task Failures_on_purpose_stay_in_their_namespace()
    {
        using var space = emulator.CreateNamespace();
        await using var own = await LiteClient.ConnectAsync(space.ConnectionString, "q");
        await using var other = await LiteClient.ConnectAsync(emulator, "q");
        space.Faults.Throttle("q", 1);
        Assert.IsType<Accepted>(await LiteClient.SendAsync(other.Sender("q"), LiteClient.Message("1")));
        Assert.Equal("com.microsoft:server-busy", Assert.IsType<Rejected>(await LiteClient.SendAsync(own.Sender("q"), LiteClient.Message("1"))).Error.Condition);
        Assert.Equal(1, space.Faults.CloseConnections());
        Assert.IsType<Accepted>(await LiteClient.SendAsync(other.Sender("q"), LiteClient.Message("2")));
        Assert.Equal(1, emulator.Faults.DropConnections());
    }

    [Fact]
    public async Task A_data_folder_keeps_the_first_namespace_alone()
    {
        using var folder = new TemporaryFolder();
        var key = $"{Guid.NewGuid()}";
        await using (var emulator = await StartAsync(Durable))
        {
            using var space = emulator.CreateNamespace("mine");
            await SendAsync(space.ConnectionString, "q", "forgotten");
            await SendAsync(emulator.ConnectionString, "q", "kept");
        }

        await using (var emulator = await StartAsync(Durable))
        {
            using var space = emulator.CreateNamespace("mine");
            Assert.Equal((0, 1), (space.GetCounts("q").Active, emulator.GetCounts("q").Active));
            Assert.Equal("kept", await ReceiveAsync(emulator.ConnectionString, "q"));
        }

        void Durable(ServiceBusEmulatorOptions options) => (options.DataFolder, options.SharedAccessKey) = (folder.Path, key);
    }

    [Fact]
    public async Task Namespaces_come_and_go_while_others_work()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            for (var round = 0; round < 10; round++)
            {
                using var space = emulator.CreateNamespace();
                await using var client = await LiteClient.ConnectAsync(space.ConnectionString, "q");
                var sender = client.Sender("q");
                for (var i = 0; i < 20; i++)
                    Assert.IsType<Accepted>(await LiteClient.SendAsync(sender, LiteClient.Message($"{i}", $"{worker}-{round}-{i}")));
                Assert.Equal(20, space.GetCounts("q").Active);
                var receiver = client.Receiver("q");
                receiver.SetCredit(20, autoRestore: false);
                for (var i = 0; i < 20; i++)
                {
                    using var message = await receiver.ReceiveAsync(TimeSpan.FromSeconds(30));
                    Assert.Equal($"{worker}-{round}-{i}", message.Body);
                    Assert.IsType<Accepted>(await client.SettleAsync(message, new Accepted()));
                }

                Assert.Equal(0, space.GetCounts("q").Active);
            }
        }));
        Assert.Equal(0, emulator.GetCounts("q").Active);
    }

    private static Task<ServiceBusEmulator> StartAsync(Action<ServiceBusEmulatorOptions>? configure = null)
    {
        var options = new ServiceBusEmulatorOptions
        {
            Queues = { new QueueOptions { Name = "q" }, new QueueOptions { Name = "s", RequiresSession = true } },
            Topics =
            {
                new TopicOptions
                {
                    Name = "t",
                    Subscriptions =
                    {
                        new SubscriptionOptions { Name = "all" },
                        new SubscriptionOptions { Name = "none", Rules = { new RuleOptions { Name = "r", Filter = new SqlRuleFilter("1=0") } } },
                    },
                },
            },
        };
        configure?.Invoke(options);
        return ServiceBusEmulator.StartAsync(options);
    }

    private static string Part(string connectionString, string name) =>
        connectionString.Split(';').Single(part => part.StartsWith(name, StringComparison.Ordinal))[name.Length..];

    private static string Renamed(ServiceBusEmulator emulator, string keyName) =>
        emulator.ConnectionString.Replace("SharedAccessKeyName=RootManageSharedAccessKey", $"SharedAccessKeyName={keyName}", StringComparison.Ordinal);

    private static async Task SendAsync(string connectionString, string entity, string body)
    {
        await using var client = await LiteClient.ConnectAsync(connectionString, entity);
        Assert.IsType<Accepted>(await LiteClient.SendAsync(client.Sender(entity), LiteClient.Message($"{Guid.NewGuid()}", body)));
    }

    private static async Task<object> ReceiveAsync(string connectionString, string entity)
    {
        await using var client = await LiteClient.ConnectAsync(connectionString, entity);
        var receiver = client.Receiver(entity);
        using var message = await receiver.ReceiveAsync(TimeSpan.FromSeconds(30));
        Assert.IsType<Accepted>(await client.SettleAsync(message, new Accepted()));
        return message.Body;
    }
}

using static TypedTasks.Emulator.Tests.Configuration.Files;

namespace TypedTasks.Emulator.Tests.Configuration;

/// <summary>What Bicep itself made of sources that use what it has: the files lie in the folder Bicep.</summary>
public sealed class BicepTests
{
    [Fact]
    public void An_application_with_modules_loops_types_and_functions()
    {
        var options = Read(Text("application"));
        Assert.Equal(["all-dead", "orders", "mail", "audit", "m1a", "m1b", "m2a", "m2b"], Names(options));
        Assert.Equal(
            [("orders", TimeSpan.FromSeconds(30), true, 5, "all-dead"), ("mail", TimeSpan.FromMinutes(1), false, 6, "all-dead")],
            options.Queues.Where(queue => queue.ForwardDeadLetteredMessagesTo is not null)
                .Select(queue => (queue.Name, queue.LockDuration, queue.RequiresSession, queue.MaxDeliveryCount, queue.ForwardDeadLetteredMessagesTo!)));
        Assert.Equal(TimeSpan.FromMinutes(2), options.Queues[^1].LockDuration);
        Assert.Equal(["team-news", "team-alerts"], options.Topics.Select(topic => topic.Name));
        Assert.All(options.Topics, topic => Assert.Equal(("all", 3), (Assert.Single(topic.Subscriptions).Name, topic.Subscriptions[0].MaxDeliveryCount)));
        Assert.Equal("red", Assert.IsType<CorrelationRuleFilter>(Assert.Single(options.Topics[0].Subscriptions[0].Rules).Filter).Properties["colour"]);
        Assert.Empty(options.Topics[1].Subscriptions[0].Rules);
    }

    [Fact]
    public void Its_parameters_change_what_is_made()
    {
        var options = Read(Text("application"), ("prefix", "blue"), ("withAudit", "false"), ("queues", """[{ "name": "only", "lock": "PT10S" }]"""));
        Assert.Equal(["all-dead", "only", "m1a", "m1b", "m2a", "m2b"], Names(options));
        Assert.Equal(TimeSpan.FromSeconds(10), options.Queues[1].LockDuration);
        Assert.Equal(["blue-news", "blue-alerts"], options.Topics.Select(topic => topic.Name));
    }

    [Fact]
    public void Imports_files_lambdas_and_objects()
    {
        var options = Read(Text("expressions"));
        Assert.Equal(["from-file", "x0", "z", "a-1", "b-2", "q-dev", "p-dev"], Names(options));
        Assert.Equal((7, TimeSpan.FromSeconds(45)), (options.Queues[0].MaxDeliveryCount, options.Queues[0].LockDuration));
        Assert.Equal(2048L << 20, options.Queues[4].MaxSizeInBytes);
        Assert.Equal(("q-dev", EntityStatus.Disabled), (options.Queues[6].ForwardTo, options.Queues[6].Status));
        Assert.Equal([("s0", TimeSpan.FromDays(1)), ("s1", TimeSpan.FromDays(2))], options.Topics[0].Subscriptions.Select(subscription => (subscription.Name, subscription.DefaultTimeToLive!.Value)));
    }

    private static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Configuration", "Bicep", name + ".json"));
}

using TypedTasks.Emulator;
using TypedTasks.ServiceBus;

namespace TypedTasks.Amqp.Tests;

/// <summary>
/// Queues that <c>typedtasks topology</c> writes, as the tools of others compile them, are the queues of an emulator that reads
/// what those tools wrote.
/// </summary>
public sealed class TopologyRoundTripTests
{
    private static readonly string[] Queues = ["cpu", "typedtasks"];
    private static readonly string[] Ordered = ["cpu-ordered"];

    private static QueueOptions[] Expected =>
    [
        .. new[] { "cpu", "cpu-ordered", "typedtasks" }.Select(static name => new QueueOptions
        {
            Name = name, LockDuration = TimeSpan.FromMinutes(1), MaxDeliveryCount = 10, RequiresDuplicateDetection = true,
            DuplicateDetectionWindow = TimeSpan.FromMinutes(10), DeadLetteringOnExpiration = true, RequiresSession = name == "cpu-ordered",
        }),
    ];

    [Fact]
    public void Bicep()
    {
        // The template is what Bicep 0.49.2 makes of the source: should that change, compile it anew.
        Assert.Equal(File.ReadAllText(Place("topology.bicep")).ReplaceLineEndings("\n"), QueueTopology.Write(Queues, Ordered, TopologyFormat.Bicep));
        Assert.Equal(Expected, Read("topology.bicep.json"));
    }

    [Fact]
    public void Terraform()
    {
        // The plan is written by hand as 'terraform show -json' writes one for this source.
        Assert.Equal(File.ReadAllText(Place("topology.tf")).ReplaceLineEndings("\n"), QueueTopology.Write(Queues, Ordered, TopologyFormat.Terraform));
        Assert.Equal(Expected, Read("topology.tfplan.json"));
    }

    [Fact]
    public void The_official_emulators_configuration()
    {
        var options = new ServiceBusEmulatorOptions();
        options.AddConfiguration(QueueTopology.Write(Queues, Ordered, TopologyFormat.Emulator));
        // It remembers ids for five minutes and keeps messages for an hour at most.
        Assert.Equal(
            Expected.Select(static queue => queue with { DuplicateDetectionWindow = TimeSpan.FromMinutes(5), DefaultTimeToLive = TimeSpan.FromHours(1) }), options.Queues);
    }

    private static IList<QueueOptions> Read(string file)
    {
        var options = new ServiceBusEmulatorOptions();
        options.AddConfiguration(File.ReadAllText(Place(file)));
        return options.Queues;
    }

    private static string Place(string file) => Path.Combine(AppContext.BaseDirectory, "Topology", file);
}

using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Emulator;
using TypedTasks.Generated;
using TypedTasks.ServiceBus;
using TypedTasks.Transports.Tests;

namespace TypedTasks.Amqp.Tests;

public sealed class TopologyTests
{
    [Fact]
    public async Task The_emulators_configuration_is_read_by_an_emulator_and_its_queues_can_be_consumed()
    {
        var options = new ServiceBusEmulatorOptions();
        options.AddConfiguration(QueueTopology.Write(["cpu", "default"], TopologyFormat.Emulator));
        Assert.Equal(["cpu", "default"], options.Queues.Select(static q => q.Name));
        Assert.All(options.Queues, static q => Assert.Equal(
            (TimeSpan.FromMinutes(1), true, TimeSpan.FromMinutes(5), true, false, 10, TimeSpan.FromHours(1)),
            (q.LockDuration, q.RequiresDuplicateDetection, q.DuplicateDetectionWindow, q.DeadLetteringOnExpiration, q.RequiresSession, q.MaxDeliveryCount, q.DefaultTimeToLive)));

        await using var emulator = await ServiceBusEmulator.StartAsync(options);
        var reach = new ServiceBusOptions
        {
            ConnectionString = emulator.ConnectionString,
            AdministrationConnectionString = emulator.AdministrationConnectionString,
        };
        await using var transport = new AmqpTransport(reach, new LogSignals(), TimeProvider.System);
        await using var receiver = await transport.OpenReceiverAsync("cpu", new(1, 0), default);
    }

    [Fact]
    public void The_official_emulator_of_the_samples_has_their_queues()
    {
        var config = File.ReadAllText(Repository.At("samples/OfficialEmulator/Config.json"));
        Assert.Equal(QueueTopology.Write([QueueNames.Default], TopologyFormat.Emulator), config.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Bicep_is_a_module_for_a_namespace() => Assert.Equal(
        """
        @description('The Service Bus namespace, Standard or Premium.')
        param namespaceName string

        var queueNames = [
          'cpu'
          'default'
        ]

        resource serviceBus 'Microsoft.ServiceBus/namespaces@2021-11-01' existing = {
          name: namespaceName
        }

        resource queues 'Microsoft.ServiceBus/namespaces/queues@2021-11-01' = [for queueName in queueNames: {
          parent: serviceBus
          name: queueName
          properties: {
            lockDuration: 'PT1M'
            maxDeliveryCount: 10
            requiresDuplicateDetection: true
            duplicateDetectionHistoryTimeWindow: 'PT10M'
            deadLetteringOnMessageExpiration: true
          }
        }]

        """,
        QueueTopology.Write(["default", "cpu", "CPU"], TopologyFormat.Bicep));

    [Fact]
    public void Terraform_makes_one_resource_of_all_queues()
    {
        var text = QueueTopology.Write(["default", "cpu"], TopologyFormat.Terraform);
        Assert.Contains("  for_each = toset([\n    \"cpu\",\n    \"default\",\n  ])\n", text, StringComparison.Ordinal);
        Assert.Contains("duplicate_detection_history_time_window = \"PT10M\"", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(static c => c == '{'), text.Count(static c => c == '}'));
    }

    [SkippableTheory]
    [InlineData("default")]
    [InlineData("default cpu")]
    public async Task The_shell_script_makes_each_queue(string queues)
    {
        Skip.IfNot(File.Exists("/bin/sh"), "There is no shell here.");
        using var folder = new TemporaryFolder();
        // In place of the real command, one that says how it was called.
        var az = folder.Write("az", "#!/bin/sh\necho \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var environment = new Dictionary<string, string> { ["PATH"] = folder.Path + ":/usr/bin:/bin", ["RESOURCE_GROUP"] = "group", ["NAMESPACE"] = "space" };
        var shell = await Command.RunAsync("/bin/sh", folder.Path, ["-c", QueueTopology.Write(queues.Split(' '), TopologyFormat.AzCli)], environment);
        Assert.Equal(
            queues.Split(' ').Order(StringComparer.Ordinal).Select(static q =>
                $"servicebus queue create --resource-group group --namespace-name space --name {q} --lock-duration PT1M --max-delivery-count 10 "
                + "--enable-duplicate-detection true --duplicate-detection-history-time-window PT10M --enable-dead-lettering-on-message-expiration true"),
            shell.Succeeded().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("a'b")]
    [InlineData("a b")]
    [InlineData("$(reboot)")]
    [InlineData("/a")]
    [InlineData("")]
    public void A_name_that_is_none_is_refused(string name)
    {
        foreach (var format in Enum.GetValues<TopologyFormat>())
            Assert.Contains("cannot be the name of a queue", Assert.Throws<ArgumentException>(() => QueueTopology.Write([name], format)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_writes_the_queues_of_its_tasks_and_starts_nothing()
    {
        var services = new ServiceCollection();
        // Nothing listens there.
        services.AddTypedTasks()
            .UseAmqp("Endpoint=sb://localhost:1;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true")
            .AddRegistry(new TwoTasks())
            .AddWorker(static w => w.OtherQueues.Add("besides"));
        await using var provider = services.BuildServiceProvider();
        using var output = new StringWriter();
        Assert.False(provider.WriteTopology([], output));
        Assert.False(provider.WriteTopology(["run", "topology"], output));
        Assert.Empty(output.ToString());

        Assert.True(provider.WriteTopology(["topology", "--format", "bicep"], output));
        Assert.Equal(QueueTopology.Write(["besides", "cpu", QueueNames.Default], TopologyFormat.Bicep), output.ToString());
        Assert.True(provider.WriteTopology(["topology", "--format=emulator"], output));
        Assert.Throws<ArgumentException>(() => provider.WriteTopology(["topology"], output));
        var e = Assert.Throws<ArgumentException>(() => provider.WriteTopology(["topology", "--format", "pulumi"], output));
        Assert.Equal("'pulumi' is not a format of a topology. Write topology --format bicep|terraform|azcli|emulator.", e.Message);
    }

    [Fact]
    public async Task Where_steps_have_priorities_each_queue_is_three()
    {
        var services = new ServiceCollection();
        services.AddTypedTasks(static o => o.Priorities = true).AddRegistry(new TwoTasks());
        await using var provider = services.BuildServiceProvider();
        string[] lanes = [.. QueueNames.WithPriorities("cpu"), .. QueueNames.WithPriorities(QueueNames.Default)];
        Assert.Equal(QueueTopology.Write(lanes, TopologyFormat.Bicep), provider.GetTopology(TopologyFormat.Bicep));
    }

    [Fact]
    public async Task Where_steps_have_ordering_keys_each_queue_has_one_with_sessions_beside_it()
    {
        var services = new ServiceCollection();
        services.AddTypedTasks(static o => o.OrderingKeys = true).AddRegistry(new TwoTasks());
        await using var provider = services.BuildServiceProvider();
        string[] plain = ["cpu", QueueNames.Default];
        Assert.Equal(
            QueueTopology.Write(plain, [.. plain.Select(QueueNames.Ordered)], TopologyFormat.Emulator),
            provider.GetTopology(TopologyFormat.Emulator));

        var options = new ServiceBusEmulatorOptions();
        options.AddConfiguration(provider.GetTopology(TopologyFormat.Emulator));
        Assert.Equal(
            [("cpu", false), ("cpu-ordered", true), ("typedtasks", false), ("typedtasks-ordered", true)],
            options.Queues.Select(static q => (q.Name, q.RequiresSession)));
    }

    [Fact]
    public void Sessions_are_said_in_every_language()
    {
        Assert.Contains(
            "]\nvar orderedNames = [\n  'cpu-ordered'\n]\n",
            QueueTopology.Write(["cpu"], ["cpu-ordered"], TopologyFormat.Bicep),
            StringComparison.Ordinal);
        Assert.Contains(
            "    deadLetteringOnMessageExpiration: true\n    requiresSession: contains(orderedNames, queueName)\n  }\n",
            QueueTopology.Write(["cpu"], ["cpu-ordered"], TopologyFormat.Bicep),
            StringComparison.Ordinal);
        Assert.Contains(
            "  requires_session                        = contains([\"cpu-ordered\"], each.value)\n",
            QueueTopology.Write(["cpu"], ["cpu-ordered"], TopologyFormat.Terraform),
            StringComparison.Ordinal);
        var shell = QueueTopology.Write(["cpu"], ["cpu-ordered", "io-ordered"], TopologyFormat.AzCli);
        Assert.Contains("\n  case \"$queue\" in cpu-ordered|io-ordered) ordered=true ;; *) ordered=false ;; esac\n", shell, StringComparison.Ordinal);
        Assert.Contains("--enable-dead-lettering-on-message-expiration true --enable-session $ordered\n", shell, StringComparison.Ordinal);
    }

    private sealed class TwoTasks : ITaskRegistry
    {
        public IReadOnlyList<TaskDefinition> Tasks { get; } =
        [
            new("a.b", static _ => ValueTask.CompletedTask),
            new("a.c", static _ => ValueTask.CompletedTask) { Queue = "cpu" },
        ];

        public IReadOnlyList<System.Text.Json.Serialization.Metadata.IJsonTypeInfoResolver> JsonResolvers => [];
    }
}

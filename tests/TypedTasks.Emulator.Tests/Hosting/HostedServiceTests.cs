using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace TypedTasks.Emulator.Tests.Hosting;

public sealed class HostedServiceTests
{
    [Fact]
    public async Task It_listens_before_others_start_and_after_they_have_stopped()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHostedService<Neighbour>();
        builder.Services.AddServiceBusEmulator(options => options.Queues.Add(new QueueOptions { Name = "q" }));
        using var host = builder.Build();
        await host.StartAsync();
        var emulator = host.Services.GetRequiredService<ServiceBusEmulator>();
        await host.StopAsync();
        var neighbour = (Neighbour)host.Services.GetServices<IHostedService>().Single(service => service is Neighbour);
        Assert.Equal(["started: healthy", "stopped: healthy"], neighbour.Seen);
        Assert.Equal("The emulator has been stopped.", emulator.Ailment);
    }

    [Fact]
    public async Task Wrong_options_keep_the_host_from_starting()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddServiceBusEmulator(options => options.Address = IPAddress.Any);
        using var host = builder.Build();
        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.StartsWith("The Service Bus emulator: The address 0.0.0.0 can be reached from outside", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_of_others_learn_the_connection_string_before_the_start()
    {
        var services = new ServiceCollection();
        services.AddServiceBusEmulator();
        services.AddOptions<Wish>().Configure<ServiceBusEmulator>((wish, emulator) => wish.ConnectionString = emulator.ConnectionString);
        using var provider = services.BuildServiceProvider();
        Assert.StartsWith("Endpoint=sb://127.0.0.1:", provider.GetRequiredService<IOptions<Wish>>().Value.ConnectionString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_health_check_knows_when_it_is_over()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddServiceBusEmulator(options => options.HttpPort = null);
        services.AddHealthChecks().AddServiceBusEmulator();
        await using var provider = services.BuildServiceProvider();
        var health = provider.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);
        await provider.GetRequiredService<ServiceBusEmulator>().DisposeAsync();
        var report = await health.CheckHealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.Equal("The emulator has been stopped.", report.Entries["service-bus-emulator"].Description);
    }

    [Fact]
    public void Added_twice_it_is_one()
    {
        var services = new ServiceCollection();
        services.AddServiceBusEmulator(options => options.Queues.Add(new QueueOptions { Name = "a" }));
        services.AddServiceBusEmulator(options => options.Queues.Add(new QueueOptions { Name = "b" }));
        using var provider = services.BuildServiceProvider();
        Assert.Single(provider.GetServices<IHostedService>());
        var emulator = provider.GetRequiredService<ServiceBusEmulator>();
        Assert.Equal((0, 0), (emulator.GetCounts("a").Active, emulator.GetCounts("b").Active));
    }

    private sealed class Wish
    {
        public string? ConnectionString { get; set; }
    }

    private sealed class Neighbour(ServiceBusEmulator emulator) : IHostedService
    {
        public List<string> Seen { get; } = [];

        public Task StartAsync(CancellationToken cancellationToken) => See("started");

        public Task StopAsync(CancellationToken cancellationToken) => See("stopped");

        private Task See(string moment)
        {
            Seen.Add($"{moment}: {emulator.Ailment ?? "healthy"}");
            return Task.CompletedTask;
        }
    }
}

using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry.Trace;

namespace TypedTasks.Aspire.Tests;

/// <summary>What one line adds to an application.</summary>
public sealed class ApplicationTests
{
    private const string Bus = "Endpoint=sb://localhost:1;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true";

    [Theory]
    [InlineData("tasksdb", "ConnectionStrings:bus")]
    [InlineData("bus", "ConnectionStrings:tasksdb")]
    public async Task A_connection_string_that_is_missing_stops_the_start_and_says_what_to_write(string missing, string given)
    {
        using var host = Build(c => c[given] = Bus);
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());
        Assert.Equal(
            $"There is no connection string '{missing}'. In the AppHost, let this project have it: .WithReference({missing}). Without Aspire, set ConnectionStrings__{missing}.",
            refusal.GetBaseException().Message);
    }

    [Fact]
    public void Its_queues_can_be_asked_for_without_a_connection_string()
    {
        using var host = Build(static _ => { });
        using var text = new StringWriter();
        Assert.True(host.Services.WriteTopology(["topology", "--format", "emulator"], text));
        Assert.Contains("\"orders\"", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Connection_strings_health_and_traces_are_there()
    {
        using var folder = new TemporaryFolder();
        using var host = Build(c =>
        {
            c["ConnectionStrings:bus"] = Bus;
            c["ConnectionStrings:tasksdb"] = folder["tasks.db"];
            c["BUS_ADMINISTRATIONCONNECTIONSTRING"] = Bus.Replace(":1;", ":2;", StringComparison.Ordinal);
        });
        var options = host.Services.GetRequiredService<IOptions<ServiceBus.ServiceBusOptions>>().Value;
        Assert.Equal(Bus, options.ConnectionString);
        Assert.Contains(":2;", options.AdministrationConnectionString, StringComparison.Ordinal);
        Assert.Contains(host.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations, static r => r.Name == "typedtasks");
        using var traces = host.Services.GetRequiredService<TracerProvider>();
        using var source = new ActivitySource(TypedTasksTelemetry.ActivitySourceName);
        Assert.True(source.HasListeners());
    }

    private static IHost Build(Action<ConfigurationManager> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        configure(builder.Configuration);
        builder.AddTypedTasks("bus", "tasksdb", static (tasks, connection) => tasks.UseSqlite(connection)).AddWorker(static worker => worker.OtherQueues.Add("orders"));
        return builder.Build();
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.Testing.Tests;

internal static class Hosts
{
    // A test that hangs should say so: nothing here waits for real time.
    public static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    public static Task<TaskTestHost> StartAsync(Action<TypedTasksBuilder>? configure = null) => TaskTestHost.StartAsync(b =>
    {
        b.AddTypedTasksTestingTestsTasks().Services.AddSingleton<Switch>();
        configure?.Invoke(b);
    });

    public static Switch Faults(this TaskTestHost host) => host.Services.GetRequiredService<Switch>();
}

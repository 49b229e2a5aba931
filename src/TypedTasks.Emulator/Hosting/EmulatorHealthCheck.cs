using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TypedTasks.Emulator.Hosting;

/// <summary>Healthy while the emulator listens and can keep what it acknowledges.</summary>
internal sealed class EmulatorHealthCheck(ServiceBusEmulator emulator) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(emulator.Ailment is { } ailment ? new HealthCheckResult(context.Registration.FailureStatus, ailment) : HealthCheckResult.Healthy());
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Emulator.Hosting;

namespace TypedTasks.Emulator;

/// <summary>Adds the emulator to a host.</summary>
public static class ServiceBusEmulatorServiceCollectionExtensions
{
    /// <summary>
    /// Runs an emulator for as long as the host runs: it listens before any other service starts, and ends after all of
    /// them. Services take <see cref="ServiceBusEmulator"/> to learn its connection string.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets the options. What is wrong with them is said when the host starts.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddServiceBusEmulator(this IServiceCollection services, Action<ServiceBusEmulatorOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<ServiceBusEmulatorOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ServiceBusEmulatorOptions>, EmulatorOptionsValidator>());
        services.TryAddSingleton(provider => new EmulatorService(
            provider.GetRequiredService<IOptions<ServiceBusEmulatorOptions>>(), provider.GetService<ILoggerFactory>(), provider.GetService<TimeProvider>()));
        services.TryAddSingleton(provider => provider.GetRequiredService<EmulatorService>().Emulator);

        // Workers look for it by this key: what reaches a broker in their own process is for them and nobody else.
        services.TryAddKeyedSingleton<object>("TypedTasks.InProcessBroker", new object());

        // Without a data folder everything is gone with the process: by this text, another one each time, whoever keeps something tells what was lost.
        services.TryAddKeyedSingleton<string>("TypedTasks.BrokerIncarnation", static (provider, _) =>
            provider.GetRequiredService<IOptions<ServiceBusEmulatorOptions>>().Value.DataFolder is null ? Guid.NewGuid().ToString("N") : "");
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, EmulatorService>(provider => provider.GetRequiredService<EmulatorService>()));
        return services;
    }

    /// <summary>Adds a check of the emulator: healthy while it listens and can write what it acknowledges.</summary>
    /// <param name="builder">What <c>AddHealthChecks()</c> returned.</param>
    /// <param name="name">The name of the check.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddServiceBusEmulator(this IHealthChecksBuilder builder, string name = "service-bus-emulator")
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(name, provider => new EmulatorHealthCheck(provider.GetRequiredService<ServiceBusEmulator>()), null, null));
    }
}

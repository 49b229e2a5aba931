using Microsoft.AspNetCore.DataProtection;
using TypedTasks.DataProtection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Protects values with ASP.NET Core Data Protection.</summary>
public static class DataProtectionBuilderExtensions
{
    /// <summary>
    /// Protects the bodies of messages, and the values that the store keeps, with the keys of the application: call <c>services.AddDataProtection()</c> as well, and let all
    /// clients and workers share the key ring and the application name (<c>PersistKeysTo…</c>, <c>SetApplicationName</c>). Keys are rotated by Data Protection: what was
    /// protected with an older key is read for as long as that key is kept, which has to be longer than flows and their results are. The purposes are
    /// <c>TypedTasks</c> and <c>v1</c>. A host without Data Protection does not start its client or worker: <see cref="InvalidOperationException"/>.
    /// </summary>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    public static TypedTasksBuilder UseDataProtection(this TypedTasksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseValueProtector(static services =>
        {
            var provider = services.GetService<IDataProtectionProvider>() ?? throw new InvalidOperationException(
                "UseDataProtection() needs ASP.NET Core Data Protection: call services.AddDataProtection() (package Microsoft.AspNetCore.DataProtection), and let all "
                + "processes share its keys with PersistKeysTo… and SetApplicationName.");
            return new DataProtectionValueProtector(provider.CreateProtector("TypedTasks", "v1"));
        });
    }
}

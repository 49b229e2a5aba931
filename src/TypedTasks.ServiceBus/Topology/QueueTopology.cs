using System.Text;
using System.Text.Json;
using System.Xml;
using TypedTasks.ServiceBus.Topology;

namespace TypedTasks.ServiceBus;

/// <summary>
/// Writes the queues of tasks in the language of whoever makes them, with the settings that the transport relies on: locks of
/// a minute, duplicate detection over ten (five on the official emulator), and dead letters for what expires.
/// </summary>
public static class QueueTopology
{
    private const int MaxName = 260;

    /// <summary>Writes queues.</summary>
    /// <param name="queues">Their names; the order and repetitions do not matter.</param>
    /// <param name="format">What it is written for.</param>
    /// <exception cref="ArgumentException">A name is not one that Azure allows.</exception>
    public static string Write(IEnumerable<string> queues, TopologyFormat format)
    {
        ArgumentNullException.ThrowIfNull(queues);
        var names = queues.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToArray();
        foreach (var name in names) Check(name);
        return format switch
        {
            TopologyFormat.Bicep => Bicep(names, QueueSettings.Azure),
            TopologyFormat.Terraform => Terraform(names, QueueSettings.Azure),
            TopologyFormat.AzCli => AzCli(names, QueueSettings.Azure),
            TopologyFormat.Emulator => Emulator(names, QueueSettings.OfficialEmulator),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format of a topology."),
        };
    }

    // What Azure allows; none of it has a meaning in any of the languages.
    private static void Check(string name)
    {
        if (name.Length is 0 or > MaxName || !char.IsAsciiLetterOrDigit(name[0]) || !char.IsAsciiLetterOrDigit(name[^1])
            || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/'))
        {
            throw new ArgumentException(
                $"'{name}' cannot be the name of a queue in Azure: use letters, digits, '.', '-', '_' and '/', with a letter or digit at both ends.");
        }
    }

    private static string Bicep(string[] names, QueueSettings settings) => $$"""
        @description('The Service Bus namespace, Standard or Premium.')
        param namespaceName string

        var queueNames = [
        {{Lines(names, static name => $"  '{name}'")}}
        ]

        resource serviceBus 'Microsoft.ServiceBus/namespaces@2021-11-01' existing = {
          name: namespaceName
        }

        resource queues 'Microsoft.ServiceBus/namespaces/queues@2021-11-01' = [for queueName in queueNames: {
          parent: serviceBus
          name: queueName
          properties: {
            lockDuration: '{{settings.LockText}}'
            maxDeliveryCount: {{settings.MaxDeliveries}}
            requiresDuplicateDetection: true
            duplicateDetectionHistoryTimeWindow: '{{settings.DuplicateWindowText}}'
            deadLetteringOnMessageExpiration: true
          }
        }]

        """;

    private static string Terraform(string[] names, QueueSettings settings) => $$"""
        variable "servicebus_namespace_id" {
          type        = string
          description = "The id of the Service Bus namespace, Standard or Premium."
        }

        resource "azurerm_servicebus_queue" "typedtasks" {
          for_each = toset([
        {{Lines(names, static name => $"    \"{name}\",")}}
          ])

          name                                    = each.value
          namespace_id                            = var.servicebus_namespace_id
          lock_duration                           = "{{settings.LockText}}"
          max_delivery_count                      = {{settings.MaxDeliveries}}
          requires_duplicate_detection            = true
          duplicate_detection_history_time_window = "{{settings.DuplicateWindowText}}"
          dead_lettering_on_message_expiration    = true
        }

        """;

    private static string AzCli(string[] names, QueueSettings settings) => $$"""
        #!/usr/bin/env sh
        set -eu
        : "${RESOURCE_GROUP:?the resource group of the namespace}" "${NAMESPACE:?the Service Bus namespace, Standard or Premium}"

        for queue in \
        {{Lines(names, static name => $"  {name} \\")}}
        ; do
          az servicebus queue create --resource-group "$RESOURCE_GROUP" --namespace-name "$NAMESPACE" --name "$queue" \
            --lock-duration {{settings.LockText}} --max-delivery-count {{settings.MaxDeliveries}} \
            --enable-duplicate-detection true --duplicate-detection-history-time-window {{settings.DuplicateWindowText}} \
            --enable-dead-lettering-on-message-expiration true
        done

        """;

    private static string Emulator(string[] names, QueueSettings settings)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteStartObject("UserConfig");
            json.WriteStartArray("Namespaces");
            json.WriteStartObject();
            json.WriteString("Name", "sbemulatorns");
            json.WriteStartArray("Queues");
            foreach (var name in names)
            {
                json.WriteStartObject();
                json.WriteString("Name", name);
                json.WriteStartObject("Properties");
                json.WriteString("LockDuration", settings.LockText);
                json.WriteNumber("MaxDeliveryCount", settings.MaxDeliveries);
                json.WriteString("DefaultMessageTimeToLive", XmlConvert.ToString(settings.TimeToLive ?? TimeSpan.FromHours(1)));
                json.WriteBoolean("DeadLetteringOnMessageExpiration", true);
                json.WriteBoolean("RequiresDuplicateDetection", true);
                json.WriteString("DuplicateDetectionHistoryTimeWindow", settings.DuplicateWindowText);
                json.WriteBoolean("RequiresSession", false);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("Topics");
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartObject("Logging");
            json.WriteString("Type", "File");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static string Lines(string[] names, Func<string, string> line) => string.Join('\n', names.Select(line));
}

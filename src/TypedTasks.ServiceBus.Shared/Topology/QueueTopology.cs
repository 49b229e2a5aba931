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
    public static string Write(IEnumerable<string> queues, TopologyFormat format) => Write(queues, [], format);

    /// <summary>Writes queues, some of them with sessions.</summary>
    /// <param name="queues">Their names; the order and repetitions do not matter.</param>
    /// <param name="ordered">Those for steps with an ordering key, which are received from in order; they need not be among the others.</param>
    /// <param name="format">What it is written for.</param>
    /// <exception cref="ArgumentException">A name is not one that Azure allows.</exception>
    public static string Write(IEnumerable<string> queues, IEnumerable<string> ordered, TopologyFormat format)
    {
        ArgumentNullException.ThrowIfNull(queues);
        ArgumentNullException.ThrowIfNull(ordered);
        var sessions = ordered.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = queues.Concat(sessions).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToArray();
        foreach (var name in names)
            Check(name);
        return format switch
        {
            TopologyFormat.Bicep => Bicep(names, sessions, QueueSettings.Azure),
            TopologyFormat.Terraform => Terraform(names, sessions, QueueSettings.Azure),
            TopologyFormat.AzCli => AzCli(names, sessions, QueueSettings.Azure),
            TopologyFormat.Emulator => Emulator(names, sessions, QueueSettings.OfficialEmulator),
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

    private static string Bicep(string[] names, HashSet<string> sessions, QueueSettings settings) => $$"""
        @description('The Service Bus namespace, Standard or Premium.')
        param namespaceName string

        var queueNames = [
        {{Lines(names, static name => $"  '{name}'")}}
        ]
        {{(sessions.Count == 0 ? "" : $"var orderedNames = [\n{Lines(Ordered(names, sessions), static name => $"  '{name}'")}\n]\n")}}
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
            deadLetteringOnMessageExpiration: true{{(sessions.Count == 0 ? "" : "\n    requiresSession: contains(orderedNames, queueName)")}}
          }
        }]

        """;

    private static string Terraform(string[] names, HashSet<string> sessions, QueueSettings settings) => $$"""
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
          dead_lettering_on_message_expiration    = true{{(sessions.Count == 0 ? "" : $"\n  requires_session                        = contains([{string.Join(", ", Ordered(names, sessions).Select(static name => $"\"{name}\""))}], each.value)")}}
        }

        """;

    private static string AzCli(string[] names, HashSet<string> sessions, QueueSettings settings) => $$"""
        #!/usr/bin/env sh
        set -eu
        : "${RESOURCE_GROUP:?the resource group of the namespace}" "${NAMESPACE:?the Service Bus namespace, Standard or Premium}"

        for queue in \
        {{Lines(names, static name => $"  {name} \\")}}
        ; do{{Sessions(Ordered(names, sessions))}}
          az servicebus queue create --resource-group "$RESOURCE_GROUP" --namespace-name "$NAMESPACE" --name "$queue" \
            --lock-duration {{settings.LockText}} --max-delivery-count {{settings.MaxDeliveries}} \
            --enable-duplicate-detection true --duplicate-detection-history-time-window {{settings.DuplicateWindowText}} \
            --enable-dead-lettering-on-message-expiration true{{(sessions.Count == 0 ? "" : " --enable-session $ordered")}}
        done

        """;

    private static string Emulator(string[] names, HashSet<string> sessions, QueueSettings settings)
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
                json.WriteBoolean("RequiresSession", sessions.Contains(name));
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

    private static string[] Ordered(string[] names, HashSet<string> sessions) => [.. names.Where(sessions.Contains)];

    private static string Sessions(string[] ordered) => ordered.Length == 0
        ? ""
        : $"\n  case \"$queue\" in {string.Join('|', ordered)}) ordered=true ;; *) ordered=false ;; esac";

    private static string Lines(string[] names, Func<string, string> line) => string.Join('\n', names.Select(line));
}

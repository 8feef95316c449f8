namespace K8GuardScript.Simulator.Generating;

/// <summary>Writes what makes pods: <c>spec</c> with the pod template, and <c>status</c>.</summary>
internal static class WorkloadText
{
    public static string Of(PlannedObject planned)
    {
        var (app, at) = (planned.App, ObjectText.Time((planned.Number % 40_000) + planned.StatusEdition));
        var replicas = planned.Type.Kind == "Deployment" && planned.Has(Flaw.SingleReplica) ? 1 : Math.Max(app.Replicas, 2);
        switch (planned.Type.Kind)
        {
            case "Deployment":
                var missing = planned.Has(Flaw.NotReady) && planned.StatusEdition % 2 == 0 ? 1 : 0;
                return $$$$"""
                    "spec":{"replicas":{{{{replicas}}}},"selector":{{{{Selector(app)}}}},"template":{{{{Template(planned)}}}},
                    "strategy":{"type":"RollingUpdate","rollingUpdate":{"maxUnavailable":"25%","maxSurge":"25%"}},
                    "revisionHistoryLimit":2,"progressDeadlineSeconds":600},
                    "status":{"observedGeneration":{{{{planned.Edition + 1}}}},"replicas":{{{{replicas}}}},
                    "updatedReplicas":{{{{replicas}}}},"readyReplicas":{{{{replicas - missing}}}},
                    "availableReplicas":{{{{replicas - missing}}}},"unavailableReplicas":{{{{missing}}}},
                    "conditions":[{"type":"Available","status":"{{{{(missing == 0 ? "True" : "False")}}}}",
                    "lastUpdateTime":"{{{{at}}}}","lastTransitionTime":"{{{{at}}}}","reason":"MinimumReplicasAvailable",
                    "message":"Deployment has minimum availability."}]}
                    """;
            case "ReplicaSet":
                var live = planned.Release == app.Release ? app.Replicas : 0;
                return $$$$"""
                    "spec":{"replicas":{{{{live}}}},"selector":{{{{Selector(app)}}}},"template":{{{{Template(planned)}}}}},
                    "status":{"replicas":{{{{live}}}},"readyReplicas":{{{{live}}}},"availableReplicas":{{{{live}}}},
                    "observedGeneration":{{{{planned.Edition + 1}}}}}
                    """;
            case "StatefulSet":
                return $$$$"""
                    "spec":{"replicas":{{{{app.Replicas}}}},"serviceName":"{{{{app.Name}}}}","podManagementPolicy":"OrderedReady",
                    "selector":{{{{Selector(app)}}}},"template":{{{{Template(planned)}}}},
                    "volumeClaimTemplates":[{"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],
                    "resources":{"requests":{"storage":"10Gi"}}}
                    }]},"status":{"replicas":{{{{app.Replicas}}}},"readyReplicas":{{{{app.Replicas}}}},
                    "observedGeneration":{{{{planned.Edition + 1}}}}}
                    """;
            case "DaemonSet":
                return $$$$"""
                    "spec":{"selector":{{{{Selector(app)}}}},"template":{{{{Template(planned)}}}},
                    "updateStrategy":{"type":"RollingUpdate"}},"status":{"currentNumberScheduled":{{{{app.Replicas}}}},
                    "desiredNumberScheduled":{{{{app.Replicas}}}},"numberReady":{{{{app.Replicas}}}},"numberMisscheduled":0}
                    """;
            case "CronJob":
                var policy = planned.Has(Flaw.ConcurrentRuns) ? "Allow" : "Forbid";
                return $$$$"""
                    "spec":{"schedule":"{{{{app.Number % 60}}}} * * * *","concurrencyPolicy":"{{{{policy}}}}","suspend":false,
                    "jobTemplate":{"spec":{"backoffLimit":3,"template":{{{{Template(planned)}}}}}},"successfulJobsHistoryLimit":3,
                    "failedJobsHistoryLimit":1},"status":{"lastScheduleTime":"{{{{at}}}}","lastSuccessfulTime":"{{{{at}}}}"}
                    """;
            default:
                return $$$$"""
                    "spec":{"parallelism":1,"completions":1,"backoffLimit":3,"template":{{{{Template(planned)}}}}},
                    "status":{"succeeded":1,"startTime":"{{{{at}}}}","completionTime":"{{{{at}}}}","conditions":[{"type":"Complete",
                    "status":"True","lastProbeTime":"{{{{at}}}}","lastTransitionTime":"{{{{at}}}}"}]}
                    """;
        }
    }

    private static string Selector(App app) => $$$$"""{"matchLabels":{"app.kubernetes.io/name":"{{{{app.Name}}}}"}}""";

    private static string Template(PlannedObject planned)
    {
        var labels = ObjectText.PodLabels(planned.App, planned.Release);
        if (planned.Type.Kind == "ReplicaSet") labels["pod-template-hash"] = ClusterPlan.SetHash(planned.App, planned.Release);
        return $$$$"""{"metadata":{"labels":{{{{MetadataText.Map(labels)}}}}},"spec":{{{{PodText.Spec(planned, isTemplate: true)}}}}}""";
    }
}

global using K8GuardScript.Sdk.Authoring;

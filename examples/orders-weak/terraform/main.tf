# The weak order application once more, in Terraform. Never deploy it. `plan.json` is its plan in the form of `terraform show -json`.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_s3_bucket" "reports" {
  bucket = "yagura-example-orders-reports"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "reports" {
  bucket = aws_s3_bucket.reports.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "reports" {
  bucket = aws_s3_bucket.reports.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "reports" {
  bucket                  = aws_s3_bucket.reports.id
  block_public_acls       = false
  block_public_policy     = false
  ignore_public_acls      = false
  restrict_public_buckets = false
}

resource "aws_s3_bucket_policy" "reports" {
  bucket = aws_s3_bucket.reports.id
  policy = jsonencode({ "Version" : "2012-10-17", "Statement" : [{ "Sid" : "AnyoneMayRead", "Effect" : "Allow", "Action" : "s3:GetObject", "Resource" : "arn:aws:s3:::yagura-example-orders-reports/*", "Principal" : "*" }] })
}

resource "aws_kms_key" "orders" {
  description         = "encrypts exports of orders"
  enable_key_rotation = false
  policy              = jsonencode({ "Version" : "2012-10-17", "Statement" : [{ "Sid" : "Account", "Effect" : "Allow", "Action" : "kms:*", "Resource" : "*", "Principal" : { "AWS" : "arn:aws:iam::000000000000:root" } }] })
}

resource "aws_kms_alias" "orders" {
  name          = "alias/orders"
  target_key_id = aws_kms_key.orders.key_id
}

resource "aws_ssm_parameter" "payment" {
  name  = "/orders/payment-password"
  type  = "String"
  value = "Kaminari3-Asakusa8-Mon5"
}

resource "aws_iam_role" "shared" {
  name               = "orders-shared"
  assume_role_policy = jsonencode({ "Version" : "2012-10-17", "Statement" : [{ "Effect" : "Allow", "Principal" : { "Service" : "lambda.amazonaws.com" }, "Action" : "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy" "shared" {
  name   = "table"
  role   = aws_iam_role.shared.id
  policy = jsonencode({ "Version" : "2012-10-17", "Statement" : [{ "Sid" : "Table", "Effect" : "Allow", "Action" : ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], "Resource" : "arn:aws:dynamodb:us-east-1:000000000000:table/orders" }] })
}

resource "aws_iam_role" "admin" {
  name               = "orders-admin"
  assume_role_policy = jsonencode({ "Version" : "2012-10-17", "Statement" : [{ "Effect" : "Allow", "Principal" : { "Service" : "lambda.amazonaws.com" }, "Action" : "sts:AssumeRole" }] })
}

resource "aws_iam_role" "shipping" {
  name               = "orders-shipping"
  assume_role_policy = jsonencode({ "Version" : "2012-10-17", "Statement" : [{ "Effect" : "Allow", "Principal" : { "Service" : "lambda.amazonaws.com" }, "Action" : "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy" "shipping" {
  name   = "everything-of-some"
  role   = aws_iam_role.shipping.id
  policy = jsonencode({ "Version" : "2012-10-17", "Statement" : [{ "Sid" : "Messages", "Effect" : "Allow", "Action" : ["sqs:*", "sns:*", "logs:*"], "Resource" : "*" }, { "Sid" : "Keys", "Effect" : "Allow", "Action" : ["kms:Decrypt"], "Resource" : "*" }] })
}

resource "aws_iam_role" "report" {
  name               = "orders-report"
  assume_role_policy = jsonencode({ "Version" : "2012-10-17", "Statement" : [{ "Sid" : "Partner", "Effect" : "Allow", "Principal" : { "AWS" : "arn:aws:iam::999988887777:root" }, "Action" : "sts:AssumeRole" }, { "Sid" : "Lambda", "Effect" : "Allow", "Principal" : { "Service" : "lambda.amazonaws.com" }, "Action" : "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy" "report" {
  name   = "reports"
  role   = aws_iam_role.report.id
  policy = jsonencode({ "Version" : "2012-10-17", "Statement" : [{ "Sid" : "Write", "Effect" : "Allow", "Action" : "s3:PutObject", "Resource" : "arn:aws:s3:::yagura-example-orders-reports/*" }] })
}

resource "aws_iam_role" "fulfilment" {
  name               = "orders-fulfilment"
  assume_role_policy = jsonencode({ "Version" : "2012-10-17", "Statement" : [{ "Effect" : "Allow", "Principal" : { "Service" : "states.amazonaws.com" }, "Action" : "sts:AssumeRole", "Condition" : { "StringEquals" : { "aws:SourceAccount" : "000000000000" } } }] })
}

resource "aws_iam_role_policy" "fulfilment" {
  name   = "refund"
  role   = aws_iam_role.fulfilment.id
  policy = jsonencode({ "Version" : "2012-10-17", "Statement" : [{ "Sid" : "Refund", "Effect" : "Allow", "Action" : "lambda:InvokeFunction", "Resource" : "arn:aws:lambda:us-east-1:000000000000:function:orders-refund" }] })
}

resource "aws_iam_role_policy_attachment" "shared" {
  role       = aws_iam_role.shared.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_lambda_function" "create" {
  function_name = "orders-create"
  runtime       = "python3.8"
  handler       = "index.handler"
  filename      = "orders.zip"
  role          = aws_iam_role.shared.arn
  timeout       = 10
  memory_size   = 256
  environment {
    variables = {
      TABLE_NAME  = "orders"
      DB_HOST     = "orders.cluster-example.ap-northeast-1.rds.amazonaws.com"
      DB_PASSWORD = "Sakura7-Tsukiji4-Hashi9"
    }
  }
}

resource "aws_cloudwatch_log_group" "create" {
  name = "/aws/lambda/orders-create"
}

resource "aws_lambda_function" "list" {
  function_name = "orders-list"
  runtime       = "nodejs24.x"
  handler       = "index.handler"
  filename      = "orders.zip"
  role          = aws_iam_role.shared.arn
  timeout       = 60
  memory_size   = 256
  environment {
    variables = {
      TABLE_NAME = "orders"
    }
  }
}

resource "aws_cloudwatch_log_group" "list" {
  name              = "/aws/lambda/orders-list"
  retention_in_days = 30
}

resource "aws_lambda_function" "refund" {
  function_name = "orders-refund"
  runtime       = "nodejs24.x"
  handler       = "index.handler"
  filename      = "orders.zip"
  role          = aws_iam_role.admin.arn
  timeout       = 10
  memory_size   = 256
}

resource "aws_cloudwatch_log_group" "refund" {
  name              = "/aws/lambda/orders-refund"
  retention_in_days = 30
}

resource "aws_lambda_function" "ship" {
  function_name = "orders-ship"
  runtime       = "nodejs24.x"
  handler       = "index.handler"
  filename      = "orders.zip"
  role          = aws_iam_role.shipping.arn
  timeout       = 60
  memory_size   = 256
}

resource "aws_cloudwatch_log_group" "ship" {
  name = "/aws/lambda/orders-ship"
}

resource "aws_lambda_function" "report" {
  function_name = "orders-report"
  runtime       = "nodejs24.x"
  handler       = "index.handler"
  filename      = "orders.zip"
  role          = aws_iam_role.report.arn
  timeout       = 10
  memory_size   = 256
  environment {
    variables = {
      BUCKET_NAME = "yagura-example-orders-reports"
    }
  }
}

resource "aws_cloudwatch_log_group" "report" {
  name = "/aws/lambda/orders-report"
}

resource "aws_lambda_function_url" "refund" {
  function_name      = aws_lambda_function.refund.function_name
  authorization_type = "NONE"
  cors {
    allow_origins     = ["*"]
    allow_methods     = ["*"]
    allow_credentials = true
  }
}

resource "aws_lambda_permission" "refund_url" {
  statement_id           = "RefundOrderUrlPublicPermissions"
  function_name          = aws_lambda_function.refund.function_name
  action                 = "lambda:InvokeFunctionUrl"
  principal              = "*"
  function_url_auth_type = "NONE"
}

resource "aws_lambda_permission" "refund_through_url" {
  statement_id             = "RefundOrderURLInvokeAllowPublicAccess"
  function_name            = aws_lambda_function.refund.function_name
  action                   = "lambda:InvokeFunction"
  principal                = "*"
  invoked_via_function_url = true
}

resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  parent_id   = aws_api_gateway_rest_api.orders.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_method" "create" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "POST"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "create" {
  rest_api_id             = aws_api_gateway_rest_api.orders.id
  resource_id             = aws_api_gateway_resource.orders.id
  http_method             = aws_api_gateway_method.create.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.create.invoke_arn
}

resource "aws_lambda_permission" "api_create" {
  statement_id  = "api-post"
  function_name = aws_lambda_function.create.function_name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.orders.execution_arn}/*/POST/orders"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.orders.id
  resource_id             = aws_api_gateway_resource.orders.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.list.invoke_arn
}

resource "aws_lambda_permission" "api_list" {
  statement_id  = "api-get"
  function_name = aws_lambda_function.list.function_name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.orders.execution_arn}/*/GET/orders"
}

resource "aws_api_gateway_deployment" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  deployment_id = aws_api_gateway_deployment.orders.id
  stage_name    = "prod"
}

resource "aws_sqs_queue" "shipping" {
  name                       = "orders-shipping"
  visibility_timeout_seconds = 60
  sqs_managed_sse_enabled    = false
}

resource "aws_lambda_event_source_mapping" "ship" {
  event_source_arn = aws_sqs_queue.shipping.arn
  function_name    = aws_lambda_function.ship.function_name
  batch_size       = 10
}

resource "aws_sns_topic" "events" {
  name = "orders-events"
}

resource "aws_sns_topic_policy" "events" {
  arn    = aws_sns_topic.events.arn
  policy = jsonencode({ "Version" : "2012-10-17", "Statement" : [{ "Sid" : "AnyoneMayPublish", "Effect" : "Allow", "Action" : "sns:Publish", "Resource" : "arn:aws:sns:us-east-1:000000000000:orders-events", "Principal" : "*" }] })
}

resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "orders-nightly"
  schedule_expression = "cron(0 18 * * ? *)"
  state               = "ENABLED"
}

resource "aws_cloudwatch_event_target" "nightly" {
  rule      = aws_cloudwatch_event_rule.nightly.name
  target_id = "report"
  arn       = aws_lambda_function.report.arn
}

resource "aws_lambda_permission" "nightly" {
  statement_id  = "NightlyReportMayBeCalled"
  function_name = aws_lambda_function.report.function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
}

resource "aws_sfn_state_machine" "fulfilment" {
  name       = "orders-fulfilment"
  role_arn   = aws_iam_role.fulfilment.arn
  definition = jsonencode({ "StartAt" : "Refund", "States" : { "Refund" : { "Type" : "Task", "Resource" : "arn:aws:lambda:us-east-1:000000000000:function:orders-refund", "End" : true } } })
}

resource "aws_cognito_user_pool" "customers" {
  name              = "orders-customers"
  mfa_configuration = "OFF"
  password_policy {
    minimum_length    = 6
    require_lowercase = true
    require_uppercase = false
    require_numbers   = false
    require_symbols   = false
  }
}

resource "aws_cognito_user_pool_client" "web" {
  name                                 = "orders-web"
  user_pool_id                         = aws_cognito_user_pool.customers.id
  explicit_auth_flows                  = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["implicit"]
  allowed_oauth_scopes                 = ["openid"]
  callback_urls                        = ["http://shop.example.com/callback"]
  supported_identity_providers         = ["COGNITO"]
  refresh_token_validity               = 3650
  prevent_user_existence_errors        = "LEGACY"
}
